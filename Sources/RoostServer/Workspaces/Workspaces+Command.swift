import RoostModel
import RoostWire

// What a key or `roost window|pane` asks for.
extension Workspaces {
    /// How a command goes on.
    enum Step: Hashable, Sendable {
        /// It is done; this follows.
        case done([Effect])
        /// A session has to be started first, see ``begin(_:_:in:)``.
        ///
        /// `beside` is the session whose folder the new one inherits.
        case create(SessionRequest, beside: SessionID?, Placement)
    }

    /// Where a session goes that is being started.
    enum Placement: Hashable, Sendable {
        case split(PaneID, along: Layout.Axis, before: Bool, size: PaneSize?, focus: Bool)
        case window(name: String?, focus: Bool)
    }

    /// Does a command, as far as it can be done without a new session.
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - name: The workspace.
    ///   - client: Whoever asks; what it looks at is what the command calls active.
    ///   - exists: Whether there is a session of a number.
    /// - Returns: What follows, or which session is wanted first.
    /// - Throws: ``Failure`` when what the command is about does not exist; nothing has changed then.
    mutating func apply(
        _ command: LayoutCommand, in name: String, as client: ClientID? = nil, exists: (SessionID) -> Bool
    ) throws(Failure) -> Step {
        guard let workspace = seen(name, by: client) else {
            throw Failure(
                "change workspace \(name.asName)", cause: "no such workspace",
                advice: "see roost workspace list")
        }
        if let problem = workspace.problem(with: command) {
            throw Failure(problem.operation, cause: problem.cause, advice: problem.advice)
        }
        let active = workspace.activeWindow?.active
        switch command {
        case .split(let pane, let axis, let before, let size, let focus, let request):
            guard let pane = pane ?? active, let window = workspace.window(of: pane) else {
                throw Failure("split pane", cause: "there is none", advice: "open a window first")
            }
            return .create(
                request, beside: window.session(of: pane),
                .split(pane, along: axis, before: before, size: size, focus: focus))
        case .openWindow(let request, let title, let focus):
            return .create(
                request, beside: workspace.activeWindow.flatMap { $0.session(of: $0.active) },
                .window(name: title, focus: focus))
        case .closePane(let pane):
            guard let pane = pane ?? active, let id = workspace.window(of: pane)?.session(of: pane) else {
                throw Failure("close pane", cause: "there is none", advice: "see roost pane list")
            }
            return .done(change(name, as: client) { $0.closePane(pane) } + ending([id]))
        case .closeWindow(let number):
            guard let window = workspace.window(number: number) else {
                throw Failure("close window", cause: "there is none", advice: "see roost window list")
            }
            let shown = Set(window.panes.map(\.session)).sorted()
            return .done(change(name, as: client) { $0.closeWindow(window.id) } + ending(shown))
        case .goTo(let id):
            return .done(try show(id, in: name, as: client, exists: exists))
        case .splitShowing(let id, let axis):
            guard exists(id), let pane = active else { throw Self.unknown(id) }
            return .done(change(name, as: client) { $0.split(pane, along: axis, showing: id) })
        case _ where command.isAboutView && client.flatMap({ onlookers[$0] })?.isReadOnly == true:
            return .done(client.map { look($0, command) } ?? [])
        default:
            return .done(change(name, as: client) { $0.perform(command) })
        }
    }

    /// Goes to the pane that shows a session, or opens a window for it.
    mutating func show(
        _ id: SessionID, in name: String, as client: ClientID? = nil, exists: (SessionID) -> Bool
    ) throws(Failure) -> [Effect] {
        guard exists(id) else { throw Self.unknown(id) }
        return change(name, as: client) { $0.show(id) }
    }

    /// Those that no pane shows any more are ended.
    private func ending(_ closed: [SessionID]) -> [Effect] {
        closed.filter { showing($0) == nil }.map { .end($0) }
    }

    private static func unknown(_ id: SessionID) -> Failure {
        Failure("show session \(id)", cause: "no such session", advice: "see roost list --all")
    }
}
