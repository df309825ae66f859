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
                 work  1 code▪ 2 tests 3 notes                 ! web │ 12:41
                 work  1 code▪ 2 tests 3 notes       ! web │ 12:41
                 work  1 code▪ 2 tests >   ! web │ 12:41
                 work  1 code▪ > ! web │ 12:41
                 1 code▪ >     ! web
                 1▪ >  ! web

                """)
    }

    @Test func `a message takes the room that it needs`() throws {
        var state = try Scene.main().state
        state.messages.say("copied 3 lines (OSC 52)", isError: false, at: Scene.start)
        let picture = [96, 80, 60, 40].map { row(state, columns: $0) + "\n" }.joined()
        #expect(
            picture == """
                 work  1 code▪ 2 tests 3 notes  copied 3 lines (OSC 52)     ! 1 needs you: codex web │ box 12:41
                 work  1 code▪ 2 tests 3 notes  copied 3 lines (OSC 52)            ! web │ 12:41
                 work  1 code▪ >  copied 3 lines (OSC 52)      ! web │ 12:41
                 1▪ >  copied 3 lines (OSC 52)     ! web

                """)
    }

    /// A workspace of so many windows with a shell each, the last ones in front.
    private static func many(_ count: Int, active: Int, columns: Int) throws -> Scene {
        var scene = try Scene(rows: 24, columns: columns, name: "main")
        scene.workspace.renameWindow(scene.workspace.windows[0].id, to: nil)
        for number in 2...count { scene.workspace.openWindow(showing: SessionID(rawValue: UInt64(number))) }
        scene.workspace.selectWindow(scene.workspace.windows[active - 1].id)
        for number in 1...count {
            scene.add(
                Scene.session(
                    UInt64(number), number == 1 ? "bash" : "bash-\(number)", provider: "shell",
                    state: .running,
                    cwd: number % 2 == 0 ? "/home/ann" : "/home/ann/src/api"))
        }
        return scene
    }

    @Test func `windows are called by what runs and where, and as many are shown as fit`() throws {
        let scene = try Self.many(8, active: 8, columns: 80)
        let picture = [140, 100, 80, 60, 50].map { row(scene.state, columns: $0) + "\n" }.joined()
        #expect(
            picture == """
                 main  1 bash:api 2 bash:~ 3 bash:api 4 bash:~ 5 bash:api 6 bash:~ 7 bash:api 8 bash:~▪                                            box 12:41
                 main  1 bash:api 2 bash:~ 3 bash:api 4 bash:~ 5 bash:api 6 bash:~ 7 bash:api 8 bash:~▪    box 12:41
                 main  1 api 2 ~ 3 api 4 ~ 5 api 6 ~ 7 api 8 ~▪                            12:41
                 main  1 api 2 ~ 3 api 4 ~ 5 api 6 ~ 7 api 8 ~▪        12:41
                 main  < 2 ~ 3 api 4 ~ 5 api 6 ~ 7 api 8 ~▪  12:41

                """)
    }

    @Test func `windows that do not fit keep the sign of who needs a person`() throws {
        var scene = try Self.many(30, active: 15, columns: 80)
        scene.add(
            Scene.session(
                2, "web", provider: "codex", state: .waitingInput,
                attention: Scene.attention(.approval, for: 0)))
        scene.add(
            Scene.session(
                29, "api", provider: "claude", state: .waitingInput,
                attention: Scene.attention(.question, for: 0)))
        scene.state.needy = [2, 29].compactMap { scene.state.sessions[SessionID(rawValue: $0)] }
        let text = row(scene.state, columns: 60)
        #expect(text.contains("<! ") && text.contains(" >?") && text.contains("15 api▪"), "\(text)")
        #expect(text.contains("! 2: web"), "\(text)")
        let status = StatusRow(scene.state, columns: 60)
        let sign = try #require(text.firstRange(of: ">?"))
        let column = text.distance(from: text.startIndex, to: sign.lowerBound)
        #expect(status.target(at: column + 1) == .window(number: 29))
    }

    /// Whatever there is to say, the row is not longer than the screen and has the active window in it.
    @Test(arguments: 12...140)
    func `nothing lies over anything else`(columns: Int) throws {
        var scene = try Self.many(12, active: 7, columns: columns)
        scene.add(
            Scene.session(
                3, "web", provider: "codex", state: .waitingInput,
                attention: Scene.attention(.approval, for: 0)))
        for text in ["", "short", "a message that is much longer than the room in any row of the screen"] {
            if !text.isEmpty { scene.state.messages.say(text, isError: false, at: Scene.start) }
            scene.state.needy = [scene.state.sessions[SessionID(rawValue: 3)]].compactMap(\.self)
            let pieces = StatusRow(scene.state, columns: columns).pieces
            var end = 0
            for (column, piece) in pieces {
                #expect(column >= end, "\(text) \(piece)")
                end = column + piece.width
            }
            #expect(end <= columns)
            #expect(pieces.contains { $0.piece.target == .window(number: 7) })
            #expect(pieces.contains { $0.piece.target == .attention })
        }
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
        #expect(row(state, columns: 96).contains("disk full: history has a gap, C-b ~"))
    }

    @Test func `a warning takes no room of windows, nor of who needs a person`() throws {
        var state = try Scene.main().state
        state.workspace?.warning = "config.toml: 1 mistake"
        let picture = [130, 96, 80, 72, 60, 50, 40, 30].map { row(state, columns: $0) + "\n" }.joined()
        #expect(
            picture == """
                 work  1 code▪ 2 tests 3 notes  config.toml: 1 mistake, C-b ~                          ! 1 needs you: codex web  C-b a │ box 12:41
                 work  1 code▪ 2 tests 3 notes  config.toml: 1 mistake, C-b ~   ! 1 needs you: codex web │ 12:41
                 work  1 code▪ 2 tests 3 notes  config.toml: 1 mistake, C-b ~      ! web │ 12:41
                 work  1 code▪ 2 tests 3 notes  config.toml: 1 mis…, C-b ~ ! web │ 12:41
                 work  1 code▪ 2 tests 3 notes  config.toml: … ! web │ 12:41
                 work  1 code▪ 2 tests 3 notes       ! web │ 12:41
                 work  1 code▪ 2 tests >   ! web │ 12:41
                 work  1 code▪ > ! web │ 12:41

                """)
        state.workspace?.warning = "cannot write to /home/ann/.local/state/roost/roost.sqlite: disk full"
        for columns in 12...140 {
            let text = row(state, columns: columns)
            #expect(text.contains("web"), "\(text)")
            if columns >= 52 { #expect(text.contains("1 code▪ 2 tests 3 notes"), "\(text)") }
        }
    }

    @Test(arguments: 16...140)
    func `a message takes no room of who needs a person`(columns: Int) throws {
        var state = try Scene.main().state
        state.messages.say(
            "cannot read /home/ann/.config/roost/config.toml, line 2: unknown key", isError: true,
            at: Scene.start)
        let text = row(state, columns: columns)
        #expect(text.contains(columns >= 40 ? "! web" : "! ") || text.contains("codex web"), "\(text)")
        #expect(text.contains("1▪") || text.contains("1 code▪"), "\(text)")
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
