import RoostModel
import RoostTerminal
import RoostWire

/// One message or more of every kind; `Fixtures/messages-v2.txt` has the frozen form of each, in the same order.
enum MessageSamples {
    static let request = SessionRequest(
        name: "api", provider: "claude", arguments: ["--model", "x"], cwd: "/src", environment: ["A": "=é"],
        rows: 40, columns: 120, historyLimit: 1000, workspace: "work", isDetached: true, fullAccess: true,
        resume: "")

    static let layoutCommands: [LayoutCommand] = [
        .split(pane: nil, axis: .vertical, before: true, size: .percent(30), focus: false, session: request),
        .resizeTo(pane: 2, axis: .horizontal, .cells(20)), .focus(pane: 3),
        .focusToward(.left), .focusOffset(-1), .focusLast, .closePane(pane: 1), .hidePane(pane: nil),
        .closeWindow(window: 2), .openWindow(session: request, name: "logs", focus: true),
        .selectWindow(number: 9),
        .selectWindowOffset(1), .selectLastWindow, .renameWindow(window: nil, name: "x"),
        .resize(pane: nil, .down, cells: 5), .moveBorder(pane: 4, axis: .horizontal, to: 40),
        .zoom(pane: nil), .swap(offset: 1), .rotate(offset: -1), .breakPane(pane: nil), .nextPreset,
        .preset(.tiled), .goTo(SessionID(rawValue: 7)),
        .splitShowing(SessionID(rawValue: 7), axis: .horizontal),
        .show(session: "api", axis: nil),
    ]

    static let conditions: [WaitCondition] = [
        .text("^x$"), .state(.waitingInput), .attention(.rateLimited), .exit, .settled,
        .customState("reviewing"),
    ]

    static let sessionRequests: [Request.Session] =
        [
            .list(all: true), .create(request), .capture(target: "a", format: .ansi, scrollback: true),
            .send(target: "a", text: "x\u{1B}", enter: true), .sendKeys(target: "a", keys: ["C-c"]),
            .paste(target: "a", bytes: [0, 255]),
            .answer(target: "a", option: "1", dialog: "0123456789abcdef"),
            .report(
                target: "a",
                SessionReport(
                    state: .processing, attention: .approval, text: "t", prompt: "p", lifeMilliseconds: 5)),
            .report(target: "a", SessionReport()), .resize(target: "a", rows: 1, columns: 2),
            .rename(target: "a", name: "b"),
            .restart(target: "a", how: .resume, environment: [:]), .kill(target: "a"), .remove(target: "a"),
            .scrollback(session: SessionID(rawValue: 1), from: 5, count: 6),
        ]
        + conditions.map { .wait(target: "a", condition: $0, timeoutMilliseconds: 5) }
        + [.wait(target: "a", condition: .exit, timeoutMilliseconds: nil)]
        + [
            .explain(target: "a"),
            .waitAny(
                target: "a", conditions: [.settled, .text("x"), .attention(.trust)], timeoutMilliseconds: 5),
            .ask(target: "a", text: "why?", queues: false), .turn(turn, timeoutMilliseconds: 5),
            .turn(turn, timeoutMilliseconds: nil),
            .kill(target: "a", force: true),
            .annotate(target: "a", metadata: #"{"ticket":"A-1"}"#),
            .setState(target: "a", name: "reviewing", data: #"{"pr":1}"#),
            .setState(target: "a", name: nil),
        ]

    static let turn = Turn(
        session: SessionID(rawValue: 3), since: Timestamp(milliseconds: 4), prompt: "why?")

    static let turnEnds: [TurnEnd] = {
        var answered = TurnEnd(.answered, session: info)
        (answered.answer, answered.source) = ("so", .transcript)
        return [answered, TurnEnd(.rateLimited, reason: "until 5 PM", session: ended)]
    }()

    static let historyRequests: [Request.History] = [
        .follow(session: SessionID(rawValue: 1), from: 1 << 40, timeoutMilliseconds: 5),
        .follow(session: SessionID(rawValue: 1), from: nil, timeoutMilliseconds: nil),
        .entries(target: nil, type: .output, limit: 9), .search(query: "a b", target: "x", limit: 1),
        .page(target: "a", type: nil, after: [1, -2]), .recording(target: "a", from: nil),
        .output(session: SessionID(rawValue: 1), from: 1 << 40),
        .place(OutputPlace(session: SessionID(rawValue: 1), offset: 7, type: .command, text: "ls")),
    ]

    static let workspaceRequests: [Request.Workspace] = [
        .list, .show(name: nil), .switch(name: "w"), .create(name: "w"), .rename(name: "w", to: "v"),
        .remove(name: "w"),
    ]

    static let bufferRequests: [Request.Buffer] = [
        .list, .show(name: nil), .set(name: "b", bytes: [1, 255]), .delete(name: "b"),
        .paste(name: nil, target: "a"),
    ]

    static let clientRequests: [Request.Client] = [
        .list,
        .attach(
            AttachRequest(
                target: nil, rows: 50, columns: 200, isReadOnly: true, environment: ["TERM": "x"], cwd: "/",
                terminal: "/dev/pts/1")),
        .attach(
            AttachRequest(
                target: "w", rows: 50, columns: 200, isReadOnly: false, environment: [:], cwd: "/",
                terminal: "", view: view)),
        .detach(client: nil), .scroll(pane: 4, line: 120), .scroll(pane: 4, line: nil),
        .subscribe([.states, .notices]),
        .watch(session: SessionID(rawValue: 7), isReadOnly: true), .watch(session: nil, isReadOnly: false),
    ]

    static let serverRequests: [Request.Server] = [
        .status, .doctor, .stop, .kill(force: true), .upgrade(executable: "/bin/roost-server"), .dismissHint,
        .configuration, .reloadConfiguration, .providers, .metrics,
    ]

    static let requests: [Request] =
        sessionRequests.map(Request.session) + historyRequests.map(Request.history)
        + workspaceRequests.map(Request.workspace) + bufferRequests.map(Request.buffer)
        + clientRequests.map(Request.client)
        + serverRequests.map(Request.server)
        + layoutCommands.map { .layout(workspace: "w", $0) }
        + taskRequests.map(Request.task)

    static let buffer = BufferInfo(
        name: "buffer1", bytes: 2, createdAt: Timestamp(milliseconds: 5), sample: "x")

    static let info = SessionInfo(
        name: "api", number: SessionID(rawValue: 3), state: .processing,
        attention: Attention(
            kind: .approval, text: "Run?", options: [.init(key: "1", label: "Yes", isSelected: true)],
            url: "https://x", code: "AB", source: "screen", since: Timestamp(milliseconds: 5)),
        provider: "claude", command: ["claude"], cols: 80, rows: 24, cwd: "/", pid: 9,
        createdAt: Timestamp(milliseconds: 1), lastActivity: Timestamp(milliseconds: 2),
        stateSince: Timestamp(milliseconds: 3))

    static let ended = SessionInfo(
        name: "logs", number: SessionID(rawValue: 4), state: .error, provider: "program",
        command: ["tail", "-f", "x"], cols: 80, rows: 24, cwd: "/", exitCode: 2,
        createdAt: Timestamp(milliseconds: 1), lastActivity: Timestamp(milliseconds: 2),
        stateSince: Timestamp(milliseconds: 3), end: .exited(2), historyLimit: 500)

    static var workspace: Workspace {
        var workspace = Workspace(name: "work", rows: 49, columns: 200)
        let pane = workspace.openWindow(showing: SessionID(rawValue: 3))
        workspace.split(pane, along: .horizontal, showing: SessionID(rawValue: 4))
        return workspace
    }

    static var view: ClientView {
        var view = ClientView(workspace)
        view.scroll(3, to: 120, in: workspace)
        return view
    }

    static let workspaceEvent = WorkspaceEvent(
        workspace: workspace, sessions: [info], needy: [], host: "h", warning: "full",
        warnings: ["the disk is full", "config.toml, line 2: no"], view: view)
    static let workspaceRemoved = WorkspaceRemoved(name: "work")
    static let sessionsEvent = SessionsEvent(changed: [info], needy: [info])
    static let removalEvent = SessionsEvent(changed: [], needy: [], removed: [SessionID(rawValue: 9)])

    static let responses: [Response] =
        [
            .done, .failed(Failure("find x", cause: "none", advice: nil)), .sessions([info]), .session(info),
            .capture("a\u{1B}[1m\n"), .waited(ended), .met(ended, .settled), .timedOut,
            .history([
                HistoryEntry(
                    session: SessionID(rawValue: 1), name: "a", at: Timestamp(milliseconds: 0),
                    type: .command,
                    text: "ls", cwd: "/", exitCode: 1, durationMilliseconds: 5, offset: 6),
                HistoryEntry(
                    session: SessionID(rawValue: 1), name: "a", at: Timestamp(milliseconds: 1),
                    transition: SessionTransition(.state(.error, end: .exited(2)), source: "process"),
                    offset: 7),
            ]),
            .hits([
                SearchHit(
                    session: SessionID(rawValue: 1), name: "a", at: Timestamp(milliseconds: 0), text: "t",
                    offset: 0)
            ]),
            .historyPage(HistoryPage(entries: [], next: [5, 6])),
            .recording(
                Recording(
                    session: SessionID(rawValue: 1), name: "a", command: ["sh"], rows: 24, columns: 80,
                    blocks: RecordedBlocks([
                        RecordedBlock(offset: 10, length: 5, at: Timestamp(milliseconds: 100)),
                        RecordedBlock(offset: 20, length: 1, at: Timestamp(milliseconds: 105)),
                    ]),
                    resizes: [
                        RecordedResize(offset: 15, rows: 30, columns: 90, at: Timestamp(milliseconds: 101))
                    ],
                    commands: [RecordedCommand(offset: 20, text: "ls", at: Timestamp(milliseconds: 104))],
                    next: 21)),
            .recordedOutput(
                RecordedOutput(runs: [
                    .init(offset: 10, bytes: [0x1B, 0x5B, 0x6D]), .init(offset: 20, bytes: [0xFF]),
                ])),
            .scrollback(ScrollbackPage(first: 5, count: 1, lines: [0x10, 0])),
            .place(LinePlace(line: 1204, columns: 80)),
            .attached(Attached(client: "c1", workspace: "work", showsHint: true)),
            .subscribed([.states, .notices]),
            .workspaces([WorkspaceSummary(name: "w", windows: 1, sessions: 2, clients: 3)]),
            .workspace(workspaceEvent),
            .buffers([buffer]), .buffer(buffer, bytes: [1, 255]),
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
            .configuration(
                ConfigurationReport(
                    values: ["limits.sessions": "5"], changed: ["limits.sessions"], waiting: ["a.b"],
                    problems: [.init(text: "cannot read", advice: "correct it")])),
            .providers([
                ProviderInfo(
                    name: "x", command: ["x", "-v"], fullAccess: ["-y"], glyph: "o", resumes: true,
                    problem: "no")
            ]),
            .metrics(metrics),
        ] + taskResponses + [.turn(turn)] + turnEnds.map { .turnOver($0) }

    static let metrics: [MetricFamily] = {
        var histogram = Histogram(bounds: [0.5, 1])
        histogram.observe(0.25)
        histogram.observe(2)
        return [
            MetricFamily(.sessions, samples: [.init(["running", "claude"], 2)]),
            MetricFamily(.taskQueue, samples: [.init([], histogram)]),
        ]
    }()

    static let notices: [Notice] = [
        .message("m", isError: true), .bell(session: SessionID(rawValue: 1)),
        .clipboard(selection: "c", bytes: [1, 0xFF]),
        .notification(session: SessionID(rawValue: 1), title: "t", body: "b"),
        .alert(session: SessionID(rawValue: 1), kind: .approval, text: "may I?"), .configurationChanged,
    ]

    static let goodbyes: [Goodbye] = [
        .detached, .workspaceEmpty, .stopping, .upgrading, .killed, .refused("x"),
    ]
}
