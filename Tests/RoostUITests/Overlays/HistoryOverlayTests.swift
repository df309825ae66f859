import RoostClient
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct HistoryOverlayTests {
    static func entry(
        _ minutes: Int64, _ type: HistoryEntry.Kind, _ text: String, exit: Int32? = nil, took: Int64? = nil
    ) -> HistoryEntry {
        HistoryEntry(
            session: SessionID(rawValue: 1), name: "api",
            at: Timestamp(milliseconds: UIContext.noon.milliseconds - minutes * 60_000), type: type,
            text: text, isPrompt: type == .command ? exit == nil : nil,
            exitCode: exit, durationMilliseconds: took, offset: UInt64(1000 - minutes))
    }

    static func entry(_ minutes: Int64, _ change: SessionTransition.Change) -> HistoryEntry {
        HistoryEntry(
            session: SessionID(rawValue: 1), name: "api",
            at: Timestamp(milliseconds: UIContext.noon.milliseconds - minutes * 60_000),
            transition: SessionTransition(change), offset: UInt64(1000 - minutes))
    }

    static func answer(_ request: Request) -> Response? {
        guard case .history(.entries(_, let type, _)) = request else { return nil }
        switch type {
        case .command:
            return .history([
                entry(206, .command, "git switch -c orders", exit: 0, took: 200),
                entry(22, .command, "why does the parser accept\nan empty name?", took: 62_000),
                entry(3, .command, "add an endpoint for orders with a test"),
            ])
        case .status:
            return .history([
                entry(206, .state(.running)), entry(190, .state(.processing)),
                entry(120, .state(.waitingInput)), entry(22, .state(.processing)),
                entry(21, .attention(.approval, text: "Bash: swift test")),
                entry(20, .attentionOver(.approval)), entry(3, .state(.processing)),
            ])
        case .error: return .history([entry(44, .outputLost(bytes: 529))])
        case .auth:
            return .history([
                entry(200, .attention(.authentication, text: "Sign in")),
                entry(190, .attentionOver(.authentication)),
            ])
        default: return .history([])
        }
    }
}

extension HistoryOverlayTests {
    private static func opened() throws -> OverlayDriver<HistoryOverlay> {
        var driver = OverlayDriver(HistoryOverlay(), in: try UIContext.main())
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    @Test func `a bar of the time, and what happened, newest first`() throws {
        var history = try Self.opened()
        let picture = history.picture()
        #expect(
            picture == """
                ┌ History  claude api ─────────────────────────────────────────────────────────────────────────┐
                │ 09:15 ▒▒!!!!!███████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░!!███████ 12:41 │
                │ 12:38     prompt    add an endpoint for orders with a test                                   │
                │ 12:20     approval  Bash: swift test                                                for 1:00 │
                │ 12:19     prompt    why does the parser accept an empty name?                           1:02 │
                │ 11:57     error     529 bytes of output are lost                                             │
                │ 09:21     login     Sign in                                                        for 10:00 │
                │ 09:15     command   git switch -c orders                                       0.2 s, exit 0 │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                └ Enter jump there · o output · / search · f filter · y copy · e send again · Esc ─────────────┘
                """)
    }

    @Test func `filters are gone through`() throws {
        var history = try Self.opened()
        history.press("f")
        let picture = history.picture()
        #expect(picture.contains("commands ┐") && !picture.contains("529"))
        history.press("f", "f")
        let errors = history.picture()
        #expect(
            errors.contains("errors ┐") && errors.contains("529") && !errors.contains("git switch"))
    }

    @Test func `a text narrows the list until Escape`() throws {
        var history = try Self.opened()
        history.press("/")
        history.type("ORDERS test")
        let narrowed = history.picture()
        #expect(narrowed.contains("add an endpoint") && !narrowed.contains("git switch"))
        history.press("Enter", "y")
        #expect(history.take() == ["copy the entry: add an endpoint for orders with a test"])
        history.press("Escape")
        let all = history.picture()
        #expect(all.contains("git switch"))
        history.press("Escape")
        #expect(history.take() == ["close"])
    }

    @Test func `a prompt is sent again after a question`() throws {
        var history = try Self.opened()
        history.press("e")
        #expect(history.take() == ["open Confirm", "close"])
        history.press("j", "e")
        #expect(history.take() == ["say only a command or a prompt can be sent again"])
    }

    @Test func `the output of a command is what came before the next one`() throws {
        var history = try Self.opened()
        history.press("G", "o")
        #expect(history.takeRequests() == [.history(.entries(target: "1", type: .output, limit: 20_000))])
        var lines = [Self.entry(205, .output, "Switched"), Self.entry(1, .output, "later")]
        lines[0].offset = 795
        let context = history.context
        let effects = history.overlay.receive(
            .history(lines), for: .history(.entries(target: "1", type: .output, limit: 20_000)), in: context)
        guard case .open(let overlay) = effects.first, let text = overlay as? TextOverlay else {
            Issue.record("the output is shown")
            return
        }
        var output = OverlayDriver(text, in: context)
        let picture = output.picture()
        #expect(picture.contains("Output  git switch -c orders") && picture.contains("│ Switched "))
        #expect(!picture.contains("later"))
        output.press("y", "Escape")
        #expect(output.take() == ["copy 1 lines: Switched", "close"])
    }

    @Test func `Enter goes to where it was printed`() throws {
        var history = try Self.opened()
        history.press("Enter")
        let place = OutputPlace(
            session: SessionID(rawValue: 1), offset: 997, type: .command,
            text: "add an endpoint for orders with a test")
        #expect(history.takeRequests() == [.history(.place(place))])
        let context = history.context
        let columns = try #require(context.mirrors[SessionID(rawValue: 1)]?.size.columns)
        let effects = history.overlay.receive(
            .place(LinePlace(line: 4, columns: columns)), for: .history(.place(place)), in: context)
        #expect(effects.compactMap(OverlayDriver<HistoryOverlay>.words) == ["open CopyMode", "close"])
    }

    @Test func `a failure is told once for each part`() throws {
        var history = OverlayDriver(HistoryOverlay(), in: try UIContext.main())
        history.answer { _ in .failed(Failure("read the history", cause: "the disk is gone")) }
        #expect(history.take().allSatisfy { $0 == "error cannot read the history: the disk is gone" })
        let picture = history.picture()
        #expect(picture.contains("nothing happened yet"))
    }
}
