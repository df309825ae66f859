import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import roost

@Suite struct PrintingTests {
    @Test func `columns are aligned by cells`() {
        var table = Table(["NAME", "N", "TEXT"], right: ["N"])
        table.add(["a", "1", "x"])
        table.add(["中文", "100", ""])
        table.add(["é\u{301}x", "20", "y z"])
        #expect(table.text == "NAME    N  TEXT\na       1  x\n中文  100\né\u{301}x     20  y z\n")
    }

    @Test func `a table without titles has none, and one without rows is empty`() {
        var table = Table(["", ""])
        #expect(table.text.isEmpty)
        table.add(["a", "b"])
        #expect(table.text == "a  b\n")
    }

    @Test func `what programs called themselves cannot drive the terminal`() {
        #expect(Table.printable("a\u{1B}[31m\r\n\u{9B}1m\u{202E}b") == "a [31m   1m b")
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("中", 2), ("한글", 4), ("😀", 2), ("▸", 1), ("⚿", 1),
        ("❤\u{FE0F}", 2), ("\u{200D}", 0), ("ｱ", 1), ("Ａ", 2),
    ])
    func `widths are those of a terminal`(text: String, width: Int) {
        #expect(CharacterWidth.of(text) == width)
    }

    @Test(
        arguments: [
            (0, "0s"), (59_999, "59s"), (60_000, "1m"), (3_599_000, "59m"), (3_600_000, "1h"),
            (172_799_000, "47h"),
            (172_800_000, "2d"), (-5000, "0s"),
        ] as [(Int64, String)])
    func `ages are one short word`(milliseconds: Int64, text: String) {
        let start = Timestamp(milliseconds: 1_000_000)
        #expect(Age.text(from: start, to: Timestamp(milliseconds: 1_000_000 + milliseconds)) == text)
    }

    private static func session(
        _ name: String, _ number: UInt64, _ state: SessionState, attention: Attention.Kind? = nil,
        end: EndReason? = nil, exitCode: Int32? = nil
    ) -> SessionInfo {
        let time = Timestamp(milliseconds: 1_000_000)
        var info = SessionInfo(
            name: name, number: SessionID(rawValue: number), state: state,
            attention: attention.map { Attention(kind: $0, text: "?", source: "screen", since: time) },
            provider: "claude", command: ["claude"], cols: 80, rows: 24, cwd: "/home/ann/src",
            pid: state.isEnded ? nil : 321, exitCode: exitCode, createdAt: time, lastActivity: time,
            stateSince: time, end: end)
        info.program = state.isEnded ? nil : "node"
        return info
    }

    @Test func `sessions are lines with a glyph and a word for each state`() {
        let invocation = Invocation(environment: ["HOME": "/home/ann", "ROOST_HOME": "/nonexistent"])
        let text = SessionTable(invocation, isASCII: true).text(
            [
                Self.session("api", 1, .processing, attention: .approval),
                Self.session("old", 12, .error, end: .exited(2), exitCode: 2),
            ], now: Timestamp(milliseconds: 1_065_000))
        #expect(
            text == """
                NAME  NUMBER  STATE                    ATTENTION   PROVIDER  PROGRAM  SIZE   CWD    PID  AGE  ACTIVITY
                api        1  > processing             ! approval  claude    node     80x24  ~/src  321   1m        1m
                old       12  x error (exit status 2)  -           claude    -        80x24  ~/src    -   1m        1m

                """)
    }

    @Test func `JSON is pretty, in a stable order, and an empty list is short`() throws {
        let document = try OutputOptions.document(
            WorkspaceSummary(name: "a/b", windows: 1, sessions: 2, clients: 3))
        #expect(
            document == """
                {
                  "clients" : 3,
                  "name" : "a/b",
                  "sessions" : 2,
                  "windows" : 1
                }
                """)
        #expect(try OutputOptions.document([String]()) == "[]")
        #expect(
            try OutputOptions.document(ServerPIDs.Processes(server: 5, keeper: nil))
                == "{\n  \"keeper\" : null,\n  \"server\" : 5\n}")
    }

    @Test func `history is aligned, and output is the text alone`() {
        let entry = HistoryEntry(
            session: SessionID(rawValue: 1), name: "api", at: Timestamp(milliseconds: 0), type: .command,
            text: "git\nstatus", exitCode: 1, durationMilliseconds: 1234, offset: 0)
        let line = HistoryCommand.table([entry], withNames: true)
        #expect(line.hasSuffix("  api  command  1.2 s, exit 1  git ⏎ status\n"))
        #expect(HistoryCommand.lines([entry, entry]) == "git status\ngit status\n")
    }

    @Test func `panes are listed with their places`() {
        var workspace = Workspace(name: "work", rows: 20, columns: 81)
        let first = workspace.openWindow(showing: SessionID(rawValue: 1))
        let second = workspace.split(first, along: .horizontal, showing: SessionID(rawValue: 2))
        let event = WorkspaceEvent(
            workspace: workspace, sessions: [Self.session("api", 1, .running)], needy: [], host: "h")
        let rows = PaneTable.rows(event)
        #expect(rows.map(\.pane) == [first, second])
        #expect(rows.map(\.column) == [0, 41])
        #expect(rows.map(\.cols) == [40, 40])
        #expect(rows.map(\.active) == [false, true])
        #expect(rows.map(\.name) == ["api", nil])
        #expect(PaneTable.text(event).split(separator: "\n").count == 3)
    }

    @Test func `a session is found like the server finds it`() {
        let sessions = [
            Self.session("api", 1, .running), Self.session("api-db", 2, .running),
            Self.session("3", 4, .running),
            Self.session("web", 3, .running),
        ]
        func number(_ target: String) -> UInt64? { SessionFinder.match(target, in: sessions)?.rawValue }
        #expect(number("api") == 1)
        #expect(number("api-") == 2)
        #expect(number("ap") == nil)
        #expect(number("w") == 3)
        #expect(number("2") == 2)
        #expect(number("3") == 4)
        #expect(number("x") == nil)
    }
}
