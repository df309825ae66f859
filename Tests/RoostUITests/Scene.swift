import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

@testable import RoostUI

/// A workspace with sessions whose screens are given as text: what tests draw.
struct Scene {
    static let start = Timestamp(milliseconds: 1_795_178_460_000)

    var workspace: Workspace
    var state: ViewState
    private var sequence: UInt64 = 0

    /// One window with one pane that shows session 1.
    init(rows: Int, columns: Int, name: String = "work") throws {
        workspace = Workspace(name: name, rows: max(1, rows - 1), columns: columns)
        let paths = Paths(environment: ["ROOST_HOME": "/nowhere"])
        let theme = try Theme.load(name: "roost-dark", paths: paths)
        state = ViewState(
            configuration: .standard, look: Look(theme: theme, isASCII: false), size: (rows, columns))
        state.connection = .connected
        state.now = Self.start
        state.home = "/home/ann"
        workspace.openWindow(showing: SessionID(rawValue: 1), name: "code")
        update()
    }

    mutating func update() {
        state.workspace = WorkspaceEvent(
            workspace: workspace, sessions: Array(state.sessions.values), needy: state.needy, host: "box")
    }

    mutating func add(_ session: SessionInfo) {
        state.sessions[session.number] = session
        update()
    }

    static func session(
        _ number: UInt64, _ name: String, provider: String, state: SessionState, attention: Attention? = nil,
        for milliseconds: Int64 = 0, cwd: String = "", branch: String? = nil, exitCode: Int32? = nil,
        end: EndReason? = nil, progress: Int? = nil
    ) -> SessionInfo {
        SessionInfo(
            name: name, number: SessionID(rawValue: number), state: state, attention: attention,
            provider: provider, command: [provider == "shell" ? "/bin/bash" : provider], cols: 80, rows: 24,
            cwd: cwd, exitCode: exitCode, createdAt: start, lastActivity: start,
            stateSince: Timestamp(milliseconds: start.milliseconds - milliseconds), workspace: "work",
            branch: branch, progress: progress, end: end)
    }

    static func attention(_ kind: Attention.Kind, for milliseconds: Int64) -> Attention {
        Attention(
            kind: kind, text: "Run: npm test", source: "screen",
            since: Timestamp(milliseconds: start.milliseconds - milliseconds))
    }

    /// A row in one style; characters of two cells take two.
    static func line(_ text: String, style: Style = .plain) -> Line {
        var line = Line(styles: style == .plain ? [.plain] : [.plain, style])
        let number: UInt16 = style == .plain ? 0 : 1
        for character in text {
            let scalars = Array(character.unicodeScalars)
            var content = scalars[0].value
            if scalars.count > 1 {
                content = Line.Cell.clusterFlag | UInt32(line.clusters.count)
                line.clusters.append(String(character))
            }
            let width = TextWidth.of(character)
            line.cells.append(Line.Cell(scalar: content, width: UInt8(width), style: number))
            if width == 2 { line.cells.append(Line.Cell(scalar: 0, width: 0, style: number)) }
        }
        return line
    }

    /// Gives a session the screen that its pane has room for, with this text on it.
    mutating func show(
        _ number: UInt64, _ text: String, size: TerminalSize? = nil,
        cursor: Cursor = Cursor(isVisible: false),
        isReverseVideo: Bool = false, inputModes: InputModes = InputModes()
    ) {
        let session = SessionID(rawValue: number)
        let pane = workspace.pane(showing: session)
        let frame = pane.flatMap { workspace.visibleFrames[$0] } ?? workspace.area
        let content = Workspace.content(of: frame)
        let size = size ?? TerminalSize(rows: content.rows, columns: content.columns)
        sequence += 1
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rows = lines.prefix(size.rows).enumerated().map {
            (row: $0, change: ScreenUpdate.RowChange.line(Self.line(String($1))))
        }
        let update = ScreenUpdate(
            session: number, sequence: sequence, size: size, cursor: cursor, isAlternateScreen: false,
            isReverseVideo: isReverseVideo, scrollback: 0..<0, inputModes: inputModes, rows: rows)
        state.mirrors[session, default: ScreenMirror(size: size)].apply(update)
    }

    /// Draws everything.
    func draw() -> (canvas: Canvas, plan: PanePlan) {
        var canvas = Canvas(rows: state.size.rows, columns: state.size.columns)
        let plan = Compositor.draw(state, on: &canvas)
        return (canvas, plan)
    }

    /// The picture as text.
    var picture: String { draw().canvas.text() }

    /// The main screen of the documentation: an agent at work, one that asks, a shell.
    static func main(rows: Int = 12, columns: Int = 96) throws -> Scene {
        var scene = try Scene(rows: rows, columns: columns)
        let first = scene.workspace.windows[0].active
        let second = scene.workspace.split(
            first, along: .horizontal, showing: SessionID(rawValue: 2))
        let third = second.flatMap {
            scene.workspace.split($0, along: .vertical, showing: SessionID(rawValue: 3))
        }
        scene.workspace.changeActiveWindow { window in
            guard case .split(let axis, var children) = window.layout else { return }
            children[0].weight = 57
            children[1].weight = 38
            if case .split(let inner, var parts) = children[1].layout {
                parts[0].weight = 7
                parts[1].weight = 4
                children[1].layout = .split(inner, parts)
            }
            window.layout = .split(axis, children)
        }
        _ = third
        scene.workspace.focus(first)
        scene.workspace.openWindow(showing: SessionID(rawValue: 4), name: "tests")
        scene.workspace.openWindow(showing: SessionID(rawValue: 3), name: "notes")
        scene.workspace.selectWindow(scene.workspace.windows[0].id)
        scene.add(
            session(
                1, "api", provider: "claude", state: .processing, for: 134_000, cwd: "/home/ann/src/api",
                branch: "main*"))
        let approval = session(
            2, "web", provider: "codex", state: .waitingInput, attention: attention(.approval, for: 9000),
            cwd: "/home/ann/src/web")
        scene.state.needy = [approval]
        scene.add(approval)
        scene.add(session(3, "logs", provider: "shell", state: .running))
        scene.add(session(4, "test", provider: "shell", state: .waitingInput))
        scene.show(
            1,
            """
            ● I'll add the endpoint and a test for it.

            ● Update(Sources/Routes.swift)
              ⎿  Added 14 lines, removed 2

            ✶ Wiring the route… (2m 14s · ↓ 3.1k tokens)

            ──────────────────────────────────────────────
            ❯
              esc to interrupt
            """, cursor: Cursor(row: 8, column: 2))
        scene.show(
            2,
            """
             Would you like to run the following
             command?

               $ npm test -- --watch=false

             › 1. Yes, proceed (y)
            """)
        scene.show(
            3,
            """
             $ tail -f log/dev.log
             12:40:58 GET /health 200 1ms
             12:41:02 POST /orders 201 14ms
            """)
        return scene
    }
}
