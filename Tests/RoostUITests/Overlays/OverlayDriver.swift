import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

@testable import RoostUI

/// Types into an overlay, answers it, and keeps what it wanted.
struct OverlayDriver<Tested: Overlay> {
    var overlay: Tested
    var context: UIContext
    /// What was asked for since the last look, oldest first.
    private(set) var effects: [OverlayEffect] = []

    /// Opens an overlay as the interface does.
    init(_ overlay: Tested, in context: UIContext) {
        self.overlay = overlay
        self.context = context
        effects = self.overlay.tick(in: context)
    }

    /// Presses keys by name.
    mutating func press(_ names: String...) {
        for name in names {
            guard let key = Key(name: name) else { preconditionFailure("\(name) is a key") }
            effects += overlay.handle(.key(key), in: context)
        }
    }

    /// Types a text, letter by letter.
    mutating func type(_ text: String) {
        for scalar in text.unicodeScalars {
            effects += overlay.handle(.key(Key(code: .character(scalar))), in: context)
        }
    }

    mutating func handle(_ event: InputEvent) {
        effects += overlay.handle(event, in: context)
    }

    mutating func click(row: Int, column: Int) {
        mouse(.press, .left, row: row, column: column)
        mouse(.release, .left, row: row, column: column)
    }

    mutating func mouse(_ action: MouseEvent.Action, _ button: MouseEvent.Button, row: Int, column: Int) {
        handle(.mouse(MouseEvent(action: action, button: button, row: row, column: column)))
    }

    mutating func tick() {
        effects += overlay.tick(in: context)
    }

    /// The server tells of its topics from now on.
    mutating func subscribe() {
        effects += overlay.subscribed(in: context)
    }

    /// Print-mode tasks have changed.
    mutating func hear(_ event: TasksEvent) {
        effects += overlay.hear(event, in: context)
    }

    /// Answers requests, also those that follow, until nothing is left that `answer` knows.
    mutating func answer(_ answer: (Request) -> Response?) {
        var waiting = takeRequests()
        while !waiting.isEmpty {
            let request = waiting.removeFirst()
            guard let response = answer(request) else { continue }
            effects += overlay.receive(response, for: request, in: context)
            waiting += takeRequests()
        }
    }

    /// Takes the requests out of what was asked for.
    mutating func takeRequests() -> [Request] {
        let requests = effects.compactMap { if case .request(let request) = $0 { request } else { nil } }
        effects.removeAll { if case .request = $0 { true } else { false } }
        return requests
    }

    /// Takes everything that was asked for, in words; redrawing is left out.
    mutating func take() -> [String] {
        defer { effects = [] }
        return effects.compactMap(Self.words)
    }

    static func words(_ effect: OverlayEffect) -> String? {
        switch effect {
        case .redraw: nil
        case .close: "close"
        case .perform(let effect): "perform \(effect)"
        case .request(let request): "request \(request)"
        case .send(let frame): "send \(frame.kind)"
        case .open(let overlay): "open \(Swift.type(of: overlay))"
        case .message(let text, let isError): (isError ? "error " : "say ") + text
        case .copy(let text, let what): "copy \(what): \(text)"
        case .answered: nil
        case .insertPaste(let bytes): "paste \(String(decoding: bytes, as: UTF8.self))"
        }
    }

    /// The overlay on an empty canvas, as text, without the empty rows around it.
    mutating func picture() -> String {
        let rows = canvas().text().split(separator: "\n", omittingEmptySubsequences: false)
        let first = rows.firstIndex { !$0.isEmpty } ?? 0
        let last = rows.lastIndex { !$0.isEmpty } ?? 0
        return rows[first...max(first, last)].joined(separator: "\n")
    }

    mutating func canvas() -> Canvas {
        var canvas = Canvas(rows: context.size.rows, columns: context.size.columns)
        overlay.draw(on: &canvas, in: context)
        return canvas
    }
}

extension UIContext {
    /// 12:41 in the local time of wherever the test runs, 20 November 2026 or the day beside it.
    static var noon: Timestamp {
        let start = Scene.start
        return Timestamp(
            milliseconds: start.milliseconds - Int64(Curses.secondsFromGMT(at: start)) * 1000)
    }

    /// What a scene shows.
    init(_ scene: Scene) {
        self.init(
            configuration: scene.state.configuration, theme: scene.state.look.theme,
            workspace: scene.state.workspace, view: scene.state.view, sessions: scene.state.sessions,
            mirrors: scene.state.mirrors,
            focused: scene.state.focusedSession, focusedPane: scene.state.focusedPane, now: Self.noon,
            size: scene.state.size, messages: [])
    }

    /// The main screen of the documentation with its times moved to here.
    static func main(rows: Int = 24, columns: Int = 96) throws -> UIContext {
        var context = UIContext(try Scene.main(rows: rows, columns: columns))
        context.sessions = context.sessions.mapValues(\.atNoon)
        let needy = context.workspace?.needy.map(\.atNoon) ?? []
        context.workspace?.needy = needy
        return context
    }
}

extension SessionInfo {
    /// With its times as far before ``UIContext/noon`` as they are before ``Scene/start``.
    var atNoon: SessionInfo {
        let shift = UIContext.noon.milliseconds - Scene.start.milliseconds
        var info = self
        info.stateSince.milliseconds += shift
        info.lastActivity.milliseconds += shift
        info.createdAt.milliseconds += shift
        info.attention?.since.milliseconds += shift
        return info
    }
}
