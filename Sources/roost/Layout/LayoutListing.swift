import RoostClient
import RoostModel
import RoostWire

/// Prints the facts that `roost pane|window|workspace|buffer` lists.
struct LayoutListing {
    let listing: Listing
    /// The workspace that panes and windows are listed of; nil: the last one.
    let workspace: String?
    let output: OutputOptions

    /// Asks the server, and prints what it says.
    func print(_ invocation: Invocation) throws {
        switch listing {
        case .panes:
            let event = try Self.event(of: workspace, invocation)
            try output.print(PaneTable.rows(event)) { PaneTable.text(event) }
        case .windows:
            let event = try Self.event(of: workspace, invocation)
            try output.print(event.workspace.windows) {
                Self.windows(event, home: invocation.environment["HOME"] ?? "")
            }
        case .workspace(let name):
            let event = try Self.event(of: name, invocation)
            try output.print(event.workspace) { PaneTable.text(event) }
        case .buffers:
            let buffers = try invocation.ask(.buffer(.list)) { response in
                if case .buffers(let buffers) = response { buffers } else { nil }
            }
            try output.print(buffers) { Self.text(buffers) }
        case .buffer(let name):
            let bytes = try invocation.ask(.buffer(.show(name: name))) { response in
                if case .buffer(_, let bytes) = response { bytes } else { nil }
            }
            try CommandStreams.writeOutput(bytes)
        case .workspaces:
            let workspaces = try invocation.ask(.workspace(.list)) { response in
                if case .workspaces(let workspaces) = response { workspaces } else { nil }
            }
            try output.print(workspaces) { Self.text(workspaces) }
        case .clients:
            let clients = try invocation.ask(.client(.list)) { response in
                if case .clients(let clients) = response { clients } else { nil }
            }
            try output.print(clients) { Self.text(clients) }
        }
    }

    /// What a workspace looks like now.
    private static func event(
        of name: String?, _ invocation: Invocation
    ) throws(ClientError) -> WorkspaceEvent {
        try invocation.ask(.workspace(.show(name: name))) { response in
            if case .workspace(let event) = response { event } else { nil }
        }
    }

    private static func windows(_ event: WorkspaceEvent, home: String) -> String {
        var table = Table(["NUMBER", "NAME", "PANES", "ACTIVE"], right: ["NUMBER", "PANES"])
        let view = event.workspace.view
        for window in event.workspace.windows {
            let session = event.sessions.first { $0.number == window.session(of: view.pane(of: window)) }
            let name = WindowName(given: window.name, session: session, home: home)
            table.add([
                "\(window.number)", name.full, "\(window.panes.count)",
                window.id == view.window ? "yes" : "-",
            ])
        }
        return table.text
    }

    private static func text(_ buffers: [BufferInfo]) -> String {
        var table = Table(["NAME", "BYTES", "AGE", "TEXT"], right: ["BYTES", "AGE"])
        for buffer in buffers {
            table.add([
                buffer.name, "\(buffer.bytes)", Age.text(from: buffer.createdAt, to: Clock.now),
                buffer.sample,
            ])
        }
        return table.text
    }

    private static func text(_ workspaces: [WorkspaceSummary]) -> String {
        var table = Table(
            ["NAME", "WINDOWS", "SESSIONS", "CLIENTS"], right: ["WINDOWS", "SESSIONS", "CLIENTS"])
        for workspace in workspaces {
            table.add([
                workspace.name, "\(workspace.windows)", "\(workspace.sessions)", "\(workspace.clients)",
            ])
        }
        return table.text
    }

    private static func text(_ clients: [ClientInfo]) -> String {
        var table = Table(["NAME", "PID", "WORKSPACE", "SIZE", "SINCE", "RIGHTS"], right: ["PID", "SINCE"])
        for client in clients {
            table.add([
                client.name, "\(client.pid)", client.workspace, "\(client.cols)x\(client.rows)",
                Age.text(from: client.attachedAt, to: Clock.now), client.readOnly ? "read-only" : "all",
            ])
        }
        return table.text
    }
}
