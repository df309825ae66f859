import ArgumentParser
import RoostModel
import RoostWire

/// `roost workspace`: the named lists of windows.
struct WorkspaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workspace", abstract: "List, make, rename and remove workspaces.",
        subcommands: [List.self, Show.self, New.self, Rename.self, Remove.self, Clients.self],
        defaultSubcommand: List.self)

    /// All of them.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the workspaces.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let workspaces = try Invocation().ask(.workspaces) { response in
                if case .workspaces(let workspaces) = response { workspaces } else { nil }
            }
            try output.print(workspaces) {
                var table = Table(
                    ["NAME", "WINDOWS", "SESSIONS", "CLIENTS"], right: ["WINDOWS", "SESSIONS", "CLIENTS"])
                for workspace in workspaces {
                    table.add([
                        workspace.name, "\(workspace.windows)", "\(workspace.sessions)",
                        "\(workspace.clients)",
                    ])
                }
                return table.text
            }
        }
    }

    /// One of them whole.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show the windows and panes of a workspace.")

        @Argument(help: "The workspace; the last one if left out.", completion: KnownNames.workspaces)
        var name: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let event = try LayoutOptions.event(of: name, Invocation())
            try output.print(event.workspace) { PaneTable.text(event) }
        }
    }

    /// An empty one.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "new", abstract: "Make a workspace.")

        @Argument(help: "Its name.")
        var name: String

        func run() throws {
            try Invocation().perform(.newWorkspace(name: name), .always)
        }
    }

    /// Another name for one.
    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rename", abstract: "Give a workspace another name.")

        @Argument(help: "The workspace.", completion: KnownNames.workspaces)
        var name: String

        @Argument(help: "Its new name.")
        var newName: String

        func run() throws {
            try Invocation().perform(.renameWorkspace(name: name, to: newName))
        }
    }

    /// One less.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Remove a workspace; its sessions go on without panes.")

        @Argument(help: "The workspace.", completion: KnownNames.workspaces)
        var name: String

        func run() throws {
            try Invocation().perform(.removeWorkspace(name: name))
        }
    }

    /// Who looks on.
    struct Clients: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "clients", abstract: "List the clients that are attached now.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let clients = try Invocation().ask(.clients) { response in
                if case .clients(let clients) = response { clients } else { nil }
            }
            try output.print(clients) {
                var table = Table(
                    ["NAME", "PID", "WORKSPACE", "SIZE", "SINCE", "RIGHTS"], right: ["PID", "SINCE"])
                for client in clients {
                    table.add([
                        client.name, "\(client.pid)", client.workspace, "\(client.cols)x\(client.rows)",
                        Age.text(from: client.attachedAt, to: Clock.now),
                        client.readOnly ? "read-only" : "all",
                    ])
                }
                return table.text
            }
        }
    }
}
