import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct SessionSwitcherTests {
    /// What a server with a few more sessions answers.
    static func answer(_ request: Request) -> Response? {
        switch request {
        case .session(.list(all: true)):
            .sessions(
                ((try? UIContext.main().sessions.values.map(\.self)) ?? [])
                    + [
                        Scene.session(
                            7, "api-old", provider: "claude", state: .completed, for: 90_000_000, exitCode: 0
                        )
                        .atNoon
                    ])
        case .session(.capture(let target, .ansi, false)):
            .capture("screen of \(target)\n\u{1b}[1mbold\u{1b}[m\n")
        default: nil
        }
    }
}

extension SessionSwitcherTests {
    private static func opened() throws -> OverlayDriver<SessionSwitcher> {
        var driver = OverlayDriver(SessionSwitcher(), in: try UIContext.main())
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    private static func goTo(_ number: UInt64) -> String {
        "request \(Request.layout(workspace: "work", .goTo(SessionID(rawValue: number))))"
    }

    @Test func `all sessions, with a picture of the most urgent one`() throws {
        var switcher = try Self.opened()
        let picture = switcher.picture()
        #expect(
            picture == """
                ┌ Sessions  >   ──────────────────────────────────┬───────────────────────────────────── all 5 ┐
                │ ! codex   web       approval  0:09   work:1     │  Would you like to run the following       │
                │ ◐ claude  api       busy      2:14   work:1     │  command?                                  │
                │ ▸ bash    logs      running   now    work:1     │                                            │
                │ ▸ bash    test      running   now    work:2     │    $ npm test -- --watch=false             │
                │ ✓ claude  api-old   exited 0  yesterday work    │                                            │
                │                                                 │  › 1. Yes, proceed (y)                     │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                └ Enter go · Tab filter · C-k kill · C-o new · C-r rename · C-v split here · Esc ──────────────┘
                """)
    }

    @Test func `typing narrows the list`() throws {
        var switcher = try Self.opened()
        switcher.type("api")
        let picture = switcher.picture()
        #expect(
            picture == """
                ┌ Sessions  > api ────────────────────────────────┬───────────────────────────────────── all 2 ┐
                │ ◐ claude  api       busy      2:14   work:1     │ ● I'll add the endpoint and a test for it. │
                │ ✓ claude  api-old   exited 0  yesterday work    │                                            │
                │                                                 │ ● Update(Sources/Routes.swift)             │
                │                                                 │   ⎿  Added 14 lines, removed 2             │
                │                                                 │                                            │
                │                                                 │ ✶ Wiring the route… (2m 14s · ↓ 3.1k token │
                │                                                 │                                            │
                │                                                 │ ────────────────────────────────────────── │
                │                                                 │ ❯                                          │
                │                                                 │   esc to interrupt                         │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                │                                                 │                                            │
                └ Enter go · Tab filter · C-k kill · C-o new · C-r rename · C-v split here · Esc ──────────────┘
                """)
        switcher.press("Enter")
        #expect(switcher.take() == [Self.goTo(1), "close"])
    }

    @Test(arguments: [50, 80, 120])
    func `window and state of a session are whole at any usual width`(columns: Int) throws {
        var context = try UIContext.main(columns: columns)
        let stopped = Scene.session(
            8, "orders-api", provider: "opencode", state: .error, for: 60_000, end: .machineRestarted)
        let answer: (Request) -> Response? = { request in
            if case .session(.list) = request { return .sessions([stopped.atNoon]) }
            return nil
        }
        context.sessions[SessionID(rawValue: 8)] = stopped.atNoon
        var switcher = OverlayDriver(SessionSwitcher(), in: context)
        switcher.answer(answer)
        let picture = switcher.picture()
        #expect(picture.contains("orders-api interrupted 12:40  work "), "\(picture)")
        #expect(picture.contains("work:1 ") && picture.contains("approval"), "\(picture)")
    }

    @Test func `every word has to fit`() {
        let session = Scene.session(1, "api", provider: "claude", state: .running, cwd: "/src/orders")
        #expect(SessionSwitcher.score(session, ["cla", "ap"]) != nil)
        #expect(SessionSwitcher.score(session, ["orders"]) != nil)
        #expect(SessionSwitcher.score(session, ["api", "zzz"]) == nil)
        let other = Scene.session(2, "x", provider: "shell", state: .running, cwd: "/src/api")
        #expect(SessionSwitcher.score(session, ["api"]) ?? 0 > SessionSwitcher.score(other, ["api"]) ?? 0)
    }

    @Test func `a session that cannot be seen is asked for its screen once`() throws {
        var switcher = try Self.opened()
        switcher.type("old")
        #expect(
            switcher.takeRequests() == [.session(.capture(target: "7", format: .ansi, scrollback: false))])
        let context = switcher.context
        _ = switcher.overlay.receive(
            .capture("the end\n\u{1b}[31mred\u{1b}[m"),
            for: .session(.capture(target: "7", format: .ansi, scrollback: false)),
            in: context)
        let picture = switcher.picture()
        #expect(picture.contains("│ the end "))
        #expect(picture.contains("│ red "))
        switcher.context.now.milliseconds += 60_000
        switcher.tick()
        #expect(switcher.takeRequests().isEmpty)
    }

    @Test func `Tab goes through the filters`() throws {
        var switcher = try Self.opened()
        let titles = (0..<5).map { _ in
            let row = switcher.picture().split(separator: "\n")[0]
            switcher.press("Tab")
            return String(row.suffix(14))
        }
        #expect(
            titles == [
                "────── all 5 ┐", " needs you 1 ┐", "── running 4 ┐", "──── ended 1 ┐", "────── all 5 ┐",
            ])
    }

    @Test func `keys split, kill, rename and start sessions`() throws {
        var switcher = try Self.opened()
        switcher.press("C-v")
        #expect(
            switcher.take() == [
                "request \(Request.layout(workspace: nil, .splitShowing(SessionID(rawValue: 2), axis: .horizontal)))",
                "close",
            ])
        switcher.press("C-k", "C-r", "C-o")
        #expect(switcher.take() == ["open Confirm", "open LinePrompt", "open NewSession", "close"])
    }

    @Test func `Escape takes the text away first`() throws {
        var switcher = try Self.opened()
        switcher.type("api")
        switcher.press("Escape")
        #expect(switcher.take().allSatisfy { $0 != "close" })
        switcher.press("Escape")
        #expect(switcher.take().last == "close")
    }

    @Test func `a second click goes there`() throws {
        var switcher = try Self.opened()
        let canvas = switcher.canvas()
        let row = try #require(
            canvas.text().split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                $0.contains("claude")
            })
        switcher.click(row: row, column: 5)
        #expect(switcher.takeRequests().allSatisfy { if case .layout = $0 { false } else { true } })
        switcher.click(row: row, column: 5)
        #expect(switcher.take() == [Self.goTo(1), "close"])
    }

    @Test func `nothing fits`() throws {
        var switcher = try Self.opened()
        switcher.type("zzzz")
        let picture = switcher.picture()
        #expect(picture.contains("no session fits"))
        switcher.press("Enter", "C-v", "C-k", "C-r")
        #expect(switcher.take().isEmpty)
    }
}
