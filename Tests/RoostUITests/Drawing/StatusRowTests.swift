import RoostConfig
import Foundation
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct StatusRowTests {
    private func row(_ state: ViewState, columns: Int) -> String {
        var canvas = Canvas(rows: 1, columns: columns)
        StatusRow(state, columns: columns).draw(row: 0, look: state.look, on: &canvas)
        return String(canvas.text().dropLast())
    }

    @Test func `what matters less goes first as the row becomes narrower`() throws {
        let state = try Scene.main().state
        let picture = [90, 72, 66, 60, 50, 40, 30, 20, 12].map { row(state, columns: $0) + "\n" }.joined()
        #expect(
            picture == """
                 work  1 code▪ 2 tests 3 notes                 ! 1 needs you: codex web  C-b a │ box 12:41
                 work  1 code▪ 2 tests 3 notes      ! 1 needs you: codex web │ box 12:41
                 work  1 code▪ 2 tests 3 notes    ! 1 needs you: codex web │ 12:41
                 work  1 code▪ 2 tests 3 notes                   ! 1 │ 12:41
                 work  1 code▪ 2 tests 3 notes         ! 1 │ 12:41
                 work  1 code▪               ! 1 │ 12:41
                 work  1 code▪     ! 1 │ 12:41
                 1 code▪ ! 1 │ 12:41
                 1 code▪ ! 1

                """)
    }

    @Test func `a message takes the room that it needs`() throws {
        var state = try Scene.main().state
        state.messages.say("copied 3 lines (OSC 52)", isError: false, at: Scene.start)
        let picture = [96, 80, 60, 40].map { row(state, columns: $0) + "\n" }.joined()
        #expect(
            picture == """
                 work  1 code▪ 2 tests 3 notes  copied 3 lines (OSC 52)     ! 1 needs you: codex web │ box 12:41
                 work  1 code▪ 2 tests 3 notes  copied 3 lines (OSC 52)              ! 1 │ 12:41
                 work  1 code▪  copied 3 lines (OSC 52)          ! 1 │ 12:41
                 1 code▪  copied 3 lines (OSC 52)    ! 1

                """)
    }

    @Test func `the hint takes what is left`() throws {
        var state = try Scene.main().state
        state.showsHint = true
        let picture = [130, 110, 96, 80].map { row(state, columns: $0) + "\n" }.joined()
        #expect(
            picture == """
                 work  1 code▪ 2 tests 3 notes  C-b ? help · C-b % split · C-b d detach                ! 1 needs you: codex web  C-b a │ box 12:41
                 work  1 code▪ 2 tests 3 notes  C-b ? help · C-b % split           ! 1 needs you: codex web  C-b a │ box 12:41
                 work  1 code▪ 2 tests 3 notes  C-b ? help           ! 1 needs you: codex web  C-b a │ box 12:41
                 work  1 code▪ 2 tests 3 notes       ! 1 needs you: codex web  C-b a │ box 12:41

                """)
        state.messages.say("hello", isError: false, at: Scene.start)
        #expect(row(state, columns: 130).contains("  hello  "))
        #expect(!row(state, columns: 130).contains("help"))
    }

    @Test func `a lost server is said before anything else`() throws {
        var state = try Scene.main().state
        state.messages.say("hello", isError: false, at: Scene.start)
        state.connection = .lost("end of file")
        #expect(row(state, columns: 96).contains("server gone, reconnecting"))
        #expect(!row(state, columns: 96).contains("hello"))
    }

    @Test func `a warning stands as long as it holds`() throws {
        var state = try Scene.main().state
        state.workspace?.warning = "disk full: history has a gap"
        #expect(row(state, columns: 96).contains("disk full: history has a gap"))
    }

    @Test func `a window shows the most urgent of its sessions unless it is in front`() throws {
        var scene = try Scene.main()
        scene.add(
            Scene.session(
                4, "test", provider: "shell", state: .waitingInput,
                attention: Scene.attention(.question, for: 0)))
        #expect(row(scene.state, columns: 96).hasPrefix(" work  1 code▪ 2 tests? 3 notes  "))
    }

    @Test func `parts can be clicked`() throws {
        let state = try Scene.main().state
        let status = StatusRow(state, columns: 96)
        let text = row(state, columns: 96)
        func target(_ part: String) -> StatusRow.Target? {
            text.range(of: part).flatMap {
                status.target(at: text.distance(from: text.startIndex, to: $0.lowerBound))
            }
        }
        #expect(target("work") == .workspace)
        #expect(target("2 tests") == .window(number: 2))
        #expect(target("3 notes") == .window(number: 3))
        #expect(target("needs") == .attention)
        #expect(target("C-b a") == .attention)
        #expect(target("12:41") == nil)
        #expect(status.target(at: 500) == nil)
    }

    @Test func `a client that only looks on says so`() throws {
        var state = try Scene.main().state
        state.isReadOnly = true
        #expect(row(state, columns: 96).hasPrefix(" work (read-only)  1 code▪"))
    }

    @Test func `the clock follows the time zone`() throws {
        var state = try Scene.main().state
        state.secondsFromGMT = -13 * 3600
        #expect(row(state, columns: 96).hasSuffix("box 23:41"))
        state.secondsFromGMT = 5 * 3600 + 1800
        #expect(row(state, columns: 96).hasSuffix("box 18:11"))
    }
}
