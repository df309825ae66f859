import ArgumentParser
import RoostModel
import RoostWire

/// `roost window`: the tabs of a workspace.
struct WindowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "window", abstract: "List, open, select, rename and close windows.",
        subcommands: [
            List.self, New.self, Select.self, Next.self, Previous.self, Last.self, Rename.self, Close.self,
        ],
        defaultSubcommand: List.self)

    /// All of them.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the windows of a workspace.")

        @OptionGroup var layout: LayoutOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let event = try LayoutOptions.event(of: layout.workspace, Invocation())
            try output.print(event.workspace.windows) {
                var table = Table(["NUMBER", "NAME", "PANES", "ACTIVE"], right: ["NUMBER", "PANES"])
                for window in event.workspace.windows {
                    let session = event.sessions.first { $0.number == window.session(of: window.active) }
                    table.add([
                        "\(window.number)", window.name ?? session?.name ?? "-", "\(window.panes.count)",
                        window.id == event.workspace.active ? "yes" : "-",
                    ])
                }
                return table.text
            }
        }
    }

    /// One more.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Open a window with a new session, and print its name.")

        @Option(name: .shortAndLong, help: "What to call the window.")
        var name: String?

        @OptionGroup var layout: LayoutOptions
        @OptionGroup var program: ProgramOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let invocation = Invocation()
            try layout.create(
                .openWindow(session: program.request(invocation), name: name, focus: true), output, invocation
            )
        }
    }

    /// Another one in front.
    struct Select: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "select", abstract: "Go to a window.")

        @Argument(help: "Its number in the status row.")
        var number: Int

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.selectWindow(number: number))
        }
    }

    /// The one after.
    struct Next: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "next", abstract: "Go to the next window.")

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.selectWindowOffset(1))
        }
    }

    /// The one before.
    struct Previous: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "previous", abstract: "Go to the window before.")

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.selectWindowOffset(-1))
        }
    }

    /// Back.
    struct Last: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "last", abstract: "Go back to the window that was active before.")

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.selectLastWindow)
        }
    }

    /// Another name.
    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "rename", abstract: "Name a window.")

        @Argument(help: "The name.")
        var name: String

        @Option(
            name: [.customShort("t"), .customLong("window")], help: "Its number; the active one if left out.")
        var number: Int?

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.renameWindow(window: number, name: name))
        }
    }

    /// One less.
    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "Close a window, and end what runs only there.")

        @Argument(help: "Its number; the active one if left out.")
        var number: Int?

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.closeWindow(window: number))
        }
    }
}
