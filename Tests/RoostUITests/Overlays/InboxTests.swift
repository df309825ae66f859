import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct InboxTests {
    /// The main screen, with the question of the session in its second pane.
    static func context(rows: Int = 24, columns: Int = 96) throws -> UIContext {
        var context = try UIContext.main(rows: rows, columns: columns)
        if case .sessions(let all) = answer(.session(.list(all: false))),
            let web = all.first(where: { $0.name == "web" })
        {
            context.sessions[web.number] = web
        }
        return context
    }

    static func answer(_ request: Request) -> Response? {
        guard request == .session(.list(all: false)), var sessions = try? UIContext.main().sessions else {
            return nil
        }
        let web = SessionID(rawValue: 2)
        sessions[web]?.attention?.text =
            "Would you like to run the following command?\n  $ npm test -- --watch=false"
        sessions[web]?.attention?.options = [
            Attention.Option(key: "1", label: "Yes, proceed", isSelected: true),
            Attention.Option(key: "2", label: "Yes, and don't ask again for this", isSelected: false),
            Attention.Option(key: "3", label: "No, and say what to do", isSelected: false),
        ]
        var docs = Scene.session(5, "docs", provider: "claude", state: .waitingInput, cwd: "/home/ann/docs")
        docs.attention = Attention(
            kind: .authentication, text: "Browser sign-in",
            url: "https://claude.com/cai/oauth/authorize?code=true",
            source: "screen", since: Timestamp(milliseconds: Scene.start.milliseconds - 220_000))
        var scripts = Scene.session(6, "scripts", provider: "gemini", state: .waitingInput)
        scripts.attention = Attention(
            kind: .finished, text: "Renamed the flags in all 9 scripts.", source: "title",
            since: Timestamp(milliseconds: Scene.start.milliseconds - 722_000))
        sessions[docs.number] = docs.atNoon
        sessions[scripts.number] = scripts.atNoon
        return .sessions(Array(sessions.values))
    }
}

extension InboxTests {
    /// The request that takes an option of the question that web asks.
    private static func answer(_ option: String) throws -> Request {
        let web = try #require(try context().sessions[SessionID(rawValue: 2)]?.attention)
        return .session(.answer(target: "2", option: option, dialog: web.id))
    }

    private static func opened() throws -> OverlayDriver<Inbox> {
        var driver = OverlayDriver(Inbox(), in: try context())
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    @Test func `who needs somebody, and the chosen question`() throws {
        var inbox = try Self.opened()
        let picture = inbox.picture()
        #expect(
            picture == """
                ┌ Needs you ────────────────────────────────────────────────────────────────── 3 of 6 sessions ┐
                │ ! codex   web       approval    0:09   Would you like to run the following command?          │
                │ ⚿ claude  docs      login       3:40   Browser sign-in                                       │
                │ ● gemini  scripts   finished    12m    Renamed the flags in all 9 scripts.                   │
                ├ codex web, /home/ann/src/web, asked 12:40:51, seen on: screen ───────────────────────────────┤
                │ Would you like to run the following command?                                                 │
                │   $ npm test -- --watch=false                                                                │
                │  [1] Yes, proceed   [2] Yes, and don't ask again for this   [3] No, and say what to do       │
                └ 1-3 answer · Enter go there · t type · s snooze · Esc ───────────────────────────────────────┘
                """)
    }

    @Test func `a sign-in shows its address`() throws {
        var inbox = try Self.opened()
        inbox.press("j")
        let picture = inbox.picture()
        #expect(
            picture == """
                ┌ Needs you ────────────────────────────────────────────────────────────────── 3 of 6 sessions ┐
                │ ! codex   web       approval    0:09   Would you like to run the following command?          │
                │ ⚿ claude  docs      login       3:40   Browser sign-in                                       │
                │ ● gemini  scripts   finished    12m    Renamed the flags in all 9 scripts.                   │
                ├ claude docs, /home/ann/docs, asked 12:37:20, seen on: screen ────────────────────────────────┤
                │ Browser sign-in                                                                              │
                │ link https://claude.com/cai/oauth/authorize?code=true                                        │
                └ Enter go there · t type · c copy link · s snooze · Esc ──────────────────────────────────────┘
                """)
        inbox.press("c")
        #expect(
            inbox.take() == ["copy the link: https://claude.com/cai/oauth/authorize?code=true"])
    }

    @Test func `a digit answers, and the list is asked for again`() throws {
        var inbox = try Self.opened()
        inbox.press("2")
        #expect(try inbox.takeRequests() == [Self.answer("2")])
        let context = inbox.context
        let effects = inbox.overlay.receive(.done, for: try Self.answer("2"), in: context)
        #expect(
            effects.compactMap(OverlayDriver<Inbox>.words) == [
                "request \(Request.session(.list(all: false)))"
            ])
        inbox.press("9")
        #expect(inbox.takeRequests().isEmpty)
    }

    @Test func `options that are no digits are answered by their place`() {
        let attention = Attention(
            kind: .approval, text: "?",
            options: [
                .init(key: "y", label: "Yes", isSelected: true),
                .init(key: "n", label: "No", isSelected: false),
            ], source: "screen", since: Scene.start)
        #expect(Inbox.labels(attention).map { $0.label + $0.option.key } == ["1y", "2n"])
    }

    @Test func `an answer can be clicked`() throws {
        var inbox = try Self.opened()
        let canvas = inbox.canvas()
        let rows = canvas.text().split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains("[3]") })
        let before = rows[row].split(separator: "[3]")[0]
        let place = before.count
        inbox.click(row: row, column: place)
        #expect(try inbox.takeRequests() == [Self.answer("3")])
    }

    @Test func `what is put off goes to the end until it is asked anew`() throws {
        var inbox = try Self.opened()
        inbox.press("s")
        inbox.press("Enter")
        #expect(
            inbox.take() == [
                "request \(Request.layout(workspace: "work", .goTo(SessionID(rawValue: 5))))", "close",
            ])
        inbox.context.sessions[SessionID(rawValue: 2)]?.attention?.since.milliseconds += 1
        inbox.press("g", "Enter")
        #expect(
            inbox.take() == [
                "request \(Request.layout(workspace: "work", .goTo(SessionID(rawValue: 2))))", "close",
            ])
    }

    @Test func `the chosen session stays when a more urgent one comes`() throws {
        var inbox = try Self.opened()
        inbox.press("G")
        var new = Scene.session(8, "new", provider: "codex", state: .waitingInput)
        new.attention = Attention(kind: .approval, text: "?", source: "screen", since: Scene.start)
        inbox.context.sessions[new.number] = new.atNoon
        inbox.tick()
        inbox.press("Enter")
        #expect(
            inbox.take() == [
                "request \(Request.layout(workspace: "work", .goTo(SessionID(rawValue: 6))))", "close",
            ])
    }

    @Test func `typing opens a prompt, Escape closes`() throws {
        var inbox = try Self.opened()
        inbox.press("t", "Escape")
        #expect(inbox.take() == ["open LinePrompt", "close"])
    }

    @Test func `nobody needs anybody`() throws {
        var context = try UIContext.main()
        context.sessions = [:]
        context.workspace?.needy = []
        var inbox = OverlayDriver(Inbox(), in: context)
        inbox.answer { $0 == .session(.list(all: false)) ? .sessions([]) : nil }
        let picture = inbox.picture()
        #expect(picture.contains("│ nobody needs you "))
        inbox.press("1", "Enter", "c", "t")
        #expect(inbox.take().isEmpty)
    }

    @Test func `a failed answer is told`() throws {
        var inbox = try Self.opened()
        inbox.press("1")
        let context = inbox.context
        let effects = inbox.overlay.receive(
            .failed(Failure("answer web", cause: "it asks no more")), for: try Self.answer("1"),
            in: context)
        #expect(
            effects.compactMap(OverlayDriver<Inbox>.words).first == "error cannot answer web: it asks no more"
        )
    }
}
