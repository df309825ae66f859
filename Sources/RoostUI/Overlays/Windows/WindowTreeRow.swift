import RoostModel
import RoostWire

/// A line of the tree of windows: a workspace, one of its windows, or one of several panes of a window.
struct WindowTreeRow: Hashable {
    /// What it stands for.
    enum Item: Hashable {
        case workspace
        case window(number: Int)
        case pane(PaneID)
    }

    let workspace: String
    let item: Item
    /// How it is called, after its number.
    let text: String
    /// What can be seen there first.
    let session: SessionInfo?
    /// How many programs end with it.
    let living: Int
    /// What the client looks at.
    let isHere: Bool

    /// Columns that it stands in from the left.
    var depth: Int {
        switch item {
        case .workspace: 0
        case .window: 1
        case .pane: 2
        }
    }

    /// All lines: a workspace has one of its own where there are several.
    ///
    /// - Parameters:
    ///   - workspaces: In the order of the list.
    ///   - here: What the client looks at, and where that is.
    ///   - home: The folder that is written `~`.
    /// - Returns: The lines from top to bottom.
    static func rows(
        of workspaces: [WorkspaceEvent], here: (workspace: String, view: ClientView)?, home: String
    ) -> [WindowTreeRow] {
        workspaces.flatMap { event -> [WindowTreeRow] in
            let workspace = event.workspace
            let isOwn = workspace.name == here?.workspace
            let view = isOwn ? here?.view ?? workspace.view : workspace.view
            let sessions = Dictionary(event.sessions.map { ($0.number, $0) }) { first, _ in first }
            func living(_ panes: [Pane]) -> Int {
                Set(panes.map(\.session)).count { sessions[$0]?.state.isEnded == false }
            }
            let heads =
                workspaces.count < 2
                ? []
                : [
                    WindowTreeRow(
                        workspace: workspace.name, item: .workspace, text: workspace.name,
                        session: view.session(in: workspace).flatMap { sessions[$0] },
                        living: living(workspace.windows.flatMap(\.panes)), isHere: isOwn)
                ]
            return heads
                + workspace.windows.flatMap { window -> [WindowTreeRow] in
                    let active = view.pane(of: window)
                    let session = window.session(of: active).flatMap { sessions[$0] }
                    let name = WindowName(given: window.name, session: session, home: home)
                    let isShown = isOwn && view.window == window.id
                    let row = WindowTreeRow(
                        workspace: workspace.name, item: .window(number: window.number),
                        text: "\(window.number) \(name.full)", session: session,
                        living: living(window.panes), isHere: isShown)
                    guard window.panes.count > 1 else { return [row] }
                    return [row]
                        + window.layout.panes.map { pane in
                            let session = window.session(of: pane).flatMap { sessions[$0] }
                            return WindowTreeRow(
                                workspace: workspace.name, item: .pane(pane),
                                text: "\(pane) \(session.map(SessionNames.full) ?? "gone")",
                                session: session, living: session?.state.isEnded == false ? 1 : 0,
                                isHere: isShown && pane == active)
                        }
                }
        }
    }

    // MARK: What can be done with it

    /// Goes there.
    func visit(from here: String?) -> [OverlayEffect] {
        let place: LayoutCommand? =
            switch item {
            case .workspace: nil
            case .window(let number): .selectWindow(number: number)
            case .pane(let pane): .focus(pane: pane)
            }
        let look = place.map { OverlayEffect.request(.layout(workspace: workspace, $0)) }
        let change =
            workspace == here ? nil : OverlayEffect.request(.workspace(.switch(name: workspace)))
        // First what is looked at there, so that nothing else is seen before.
        return [look, change].compactMap(\.self)
    }

    /// Asks before it is closed.
    var closing: Confirm {
        let what: String
        let request: Request
        switch item {
        case .workspace:
            return Confirm(
                "remove workspace \(workspace)? its sessions go on", brief: "remove \(workspace)?",
                then: [.request(.workspace(.remove(name: workspace)))])
        case .window(let number):
            what = "window \(text)"
            request = .layout(workspace: workspace, .closeWindow(window: number))
        case .pane(let pane):
            what = "pane \(text)"
            request = .layout(workspace: workspace, .closePane(pane: pane))
        }
        let end =
            switch living {
            case 0: ""
            case 1: " and end its program"
            default: " and end \(living) programs"
            }
        return Confirm("close \(what)\(end)?", brief: "close \(what)?", then: [.request(request)])
    }

    /// Asks for another name.
    var renaming: LinePrompt? {
        let workspace = workspace
        switch item {
        case .workspace:
            return LinePrompt("rename workspace", text: workspace) { name in
                name.isEmpty || name == workspace
                    ? [] : [.request(.workspace(.rename(name: workspace, to: name)))]
            }
        case .window(let number):
            return LinePrompt("rename window \(number)") { name in
                [.request(.layout(workspace: workspace, .renameWindow(window: number, name: name)))]
            }
        case .pane: return session.map { LinePrompt.rename($0) }
        }
    }
}
