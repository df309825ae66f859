import Foundation
import RoostModel
import RoostWire
import Testing

/// The messages that travel as JSON.
@Suite struct MessageTests {
    private func roundTrip<Message: Codable>(_ message: Message) throws -> Message {
        try JSONDecoder().decode(Message.self, from: JSONEncoder().encode(message))
    }

    private func text(_ message: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(message), as: UTF8.self)
    }

    private static let session = SessionRequest(
        name: "api", provider: "claude", arguments: ["--model", "x"], cwd: "/src", environment: ["A": "=é"],
        rows: 40, columns: 120, historyLimit: 1000, workspace: "work", isDetached: true, fullAccess: true,
        resume: "")

    private static let layout: [LayoutCommand] = [
        .split(pane: nil, axis: .vertical, before: true, size: .percent(30), focus: false, session: session),
        .resizeTo(pane: 2, axis: .horizontal, .cells(20)), .focus(pane: 3),
        .focusToward(.left), .focusOffset(-1), .focusLast, .closePane(pane: 1), .hidePane(pane: nil),
        .closeWindow(window: 2), .openWindow(session: session, name: "logs", focus: true),
        .selectWindow(number: 9),
        .selectWindowOffset(1), .selectLastWindow, .renameWindow(window: nil, name: "x"),
        .resize(pane: nil, .down, cells: 5), .moveBorder(pane: 4, axis: .horizontal, to: 40),
        .zoom(pane: nil),
        .swap(offset: 1), .rotate(offset: -1), .breakPane(pane: nil), .nextPreset, .preset(.tiled),
        .goTo(SessionID(rawValue: 7)), .splitShowing(SessionID(rawValue: 7), axis: .horizontal),
    ]

    private static let requests: [Request] =
        [
            .list(all: true), .create(session), .capture(target: "a", format: .ansi, scrollback: true),
            .send(target: "a", text: "x\u{1B}", enter: true), .sendKeys(target: "a", keys: ["C-c"]),
            .paste(target: "a", bytes: [0, 255]),
            .wait(target: "a", condition: .text("^x$"), timeoutMilliseconds: nil),
            .wait(target: "a", condition: .state(.waitingInput), timeoutMilliseconds: 5),
            .wait(target: "a", condition: .attention(.rateLimited), timeoutMilliseconds: 5),
            .wait(target: "a", condition: .exit, timeoutMilliseconds: 0),
            .answer(target: "a", option: "1", dialog: "0123456789abcdef"),
            .resizeSession(target: "a", rows: 1, columns: 2), .renameSession(target: "a", name: "b"),
            .restart(target: "a", how: .resume, environment: [:]), .kill(target: "a"), .remove(target: "a"),
            .history(target: nil, type: .output, limit: 9), .search(query: "a b", target: "x", limit: 1),
            .scrollback(session: SessionID(rawValue: 1), from: 5, count: 6),
            .attach(
                AttachRequest(
                    target: nil, rows: 50, columns: 200, isReadOnly: true, environment: ["TERM": "x"],
                    cwd: "/",
                    terminal: "/dev/pts/1")),
            .detach(client: nil), .clients, .workspaces, .switchWorkspace(name: "w"),
            .newWorkspace(name: "w"),
            .renameWorkspace(name: "w", to: "v"), .removeWorkspace(name: "w"), .workspace(name: nil),
            .status, .stop, .killServer(force: true), .upgrade(executable: "/bin/roost"), .doctor,
            .setHintDismissed,
        ] + layout.map { .layout(workspace: nil, $0) }

    @Test(arguments: requests)
    func `requests arrive as they were`(request: Request) throws {
        #expect(try roundTrip(request) == request)
    }

    private static let info = SessionInfo(
        name: "api", number: SessionID(rawValue: 3), state: .processing,
        attention: Attention(
            kind: .approval, text: "Run?", options: [.init(key: "1", label: "Yes", isSelected: true)],
            url: "https://x", code: "AB", source: "screen", since: Timestamp(milliseconds: 5)),
        provider: "claude", command: ["claude"], cols: 80, rows: 24, cwd: "/", pid: 9,
        createdAt: Timestamp(milliseconds: 1), lastActivity: Timestamp(milliseconds: 2),
        stateSince: Timestamp(milliseconds: 3))

    private static var workspace: Workspace {
        var workspace = Workspace(name: "work", rows: 49, columns: 200)
        let pane = workspace.openWindow(showing: SessionID(rawValue: 3))
        workspace.split(pane, along: .horizontal, showing: SessionID(rawValue: 4))
        return workspace
    }

    private static let responses: [Response] = [
        .done, .failed(Failure("find x", cause: "none", advice: nil)), .sessions([info]), .session(info),
        .capture("a\u{1B}[1m\n"), .waited(info), .timedOut,
        .history([
            HistoryEntry(
                session: SessionID(rawValue: 1), name: "a", at: Timestamp(milliseconds: 0), type: .command,
                text: "ls", cwd: "/", exitCode: 1, durationMilliseconds: 5, offset: 6)
        ]),
        .hits([
            SearchHit(
                session: SessionID(rawValue: 1), name: "a", at: Timestamp(milliseconds: 0), text: "t",
                offset: 0)
        ]),
        .scrollback(ScrollbackPage(first: 5, count: 1, lines: [0x10, 0])),
        .attached(Attached(client: "c1", workspace: "work", showsHint: true)),
        .workspaces([WorkspaceSummary(name: "w", windows: 1, sessions: 2, clients: 3)]),
        .workspace(
            WorkspaceEvent(workspace: workspace, sessions: [info], needy: [], host: "h", warning: "full")),
        .clients([
            ClientInfo(
                name: "c", pid: 1, workspace: "w", rows: 1, cols: 2, readOnly: true,
                attachedAt: Timestamp(milliseconds: 0))
        ]),
        .status(
            ServerStatus(
                server: 1, keeper: nil, version: "0", startedAt: Timestamp(milliseconds: 0), sessions: 1,
                clients: 2, socket: "/s", database: "/d", databaseBytes: 3)),
        .findings([Finding(.warning, "locale", "not UTF-8")]),
    ]

    @Test(arguments: responses)
    func `responses arrive as they were`(response: Response) throws {
        #expect(try roundTrip(response) == response)
    }

    @Test func `events arrive as they were`() throws {
        let sessions = SessionsEvent(changed: [Self.info], needy: [Self.info])
        #expect(try roundTrip(sessions) == sessions)
        let notices: [Notice] = [
            .message("m", isError: true), .bell(session: SessionID(rawValue: 1)),
            .clipboard(selection: "c", bytes: [1]),
            .notification(session: SessionID(rawValue: 1), title: "t", body: "b"),
        ]
        #expect(try roundTrip(notices) == notices)
        let goodbyes: [Goodbye] = [
            .detached, .workspaceEmpty, .stopping, .upgrading, .killed, .refused("x"),
        ]
        #expect(try roundTrip(goodbyes) == goodbyes)
    }

    /// What an old peer writes must stay readable.
    @Test func `messages have their frozen form`() throws {
        #expect(
            try text(Hello(version: ProtocolVersion(major: 1, minor: 2), program: "roost 0.1.0", pid: 7))
                == #"{"pid":7,"program":"roost 0.1.0","version":{"major":1,"minor":2}}"#)
        #expect(try text(Request.status) == #"{"status":{}}"#)
        #expect(
            try text(Request.capture(target: "a", format: .text, scrollback: false))
                == #"{"capture":{"format":"text","scrollback":false,"target":"a"}}"#)
        #expect(
            try text(Request.layout(workspace: nil, .preset(.mainVertical)))
                == #"{"layout":{"_1":{"preset":{"_0":"main-vertical"}}}}"#)
        #expect(try text(Response.done) == #"{"done":{}}"#)
        #expect(
            try text(Response.failed(Failure("do it", cause: "no", advice: "go")))
                == #"{"failed":{"_0":{"advice":"go","cause":"no","what":"do it"}}}"#)
        #expect(try text(Goodbye.refused("x")) == #"{"refused":{"_0":"x"}}"#)
    }

    @Test func `fields of later versions are skipped`() throws {
        let later = #"{"pid":7,"program":"p","version":{"major":1,"minor":9,"patch":3},"mood":"fine"}"#
        let hello = try JSONDecoder().decode(Hello.self, from: Data(later.utf8))
        #expect(hello == Hello(version: ProtocolVersion(major: 1, minor: 9), program: "p", pid: 7))
    }

    @Test func `a failure reads as a sentence`() {
        #expect(
            "\(Failure("find session api", cause: "there is none", advice: "see roost list"))"
                == "cannot find session api: there is none (see roost list)")
        #expect("\(Failure("stop", cause: "it is gone"))" == "cannot stop: it is gone")
    }
}
