import ArgumentParser
import RoostModel
import RoostWire

extension Direction: ExpressibleByArgument {}
extension Layout.Preset: ExpressibleByArgument {}

/// `roost pane`: the parts of a window.
struct PaneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pane", abstract: "List, split, focus, move, resize and close panes.",
        subcommands: [
            List.self, Split.self, Show.self, Focus.self, Resize.self, Zoom.self, Swap.self, Rotate.self,
            Break.self, Arrange.self, Hide.self, Close.self,
        ],
        defaultSubcommand: List.self)

    /// All of them.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the panes of a workspace.")

        @OptionGroup var layout: LayoutOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let event = try LayoutOptions.event(of: layout.workspace, Invocation())
            try output.print(PaneTable.rows(event)) { PaneTable.text(event) }
        }
    }

    /// One more.
    struct Split: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "split", abstract: "Split a pane for a new session, and print its name.")

        @OptionGroup var pane: PaneOption

        @Flag(help: "Put it below instead of to the right.")
        var below = false

        @Flag(help: "Put it on the near side: left or above.")
        var before = false

        @OptionGroup var layout: LayoutOptions
        @OptionGroup var program: ProgramOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let invocation = Invocation()
            let command = LayoutCommand.split(
                pane: pane.pane, axis: below ? .vertical : .horizontal, before: before, size: nil,
                focus: true, session: program.request(invocation))
            try layout.create(command, output, invocation)
        }
    }

    /// A session that is there already.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a session in the active pane, or in a new one beside it.")

        @OptionGroup var session: TargetArgument

        @Flag(help: "In a new pane to the right.")
        var right = false

        @Flag(help: "In a new pane below.")
        var below = false

        @OptionGroup var layout: LayoutOptions

        func validate() throws {
            guard !right || !below else { throw ValidationError("Give either --right or --below.") }
        }

        func run() throws {
            let id = try SessionFinder.find(session.target, Invocation())
            try layout.perform(
                right || below ? .splitShowing(id, axis: below ? .vertical : .horizontal) : .goTo(id))
        }
    }

    /// Another one in front.
    struct Focus: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "focus",
            abstract: "Go to a pane: by number, left, right, up, down, next, previous or last.")

        @Argument(help: "Where to.")
        var place: String

        @OptionGroup var layout: LayoutOptions

        func validate() throws {
            guard command != nil else {
                throw ValidationError("'\(place)' is no pane, direction, next, previous or last.")
            }
        }

        private var command: LayoutCommand? {
            switch place {
            case "next": .focusOffset(1)
            case "previous": .focusOffset(-1)
            case "last": .focusLast
            default:
                Direction(rawValue: place).map { .focusToward($0) } ?? Int(place).map { .focus(pane: $0) }
            }
        }

        func run() throws {
            if let command { try layout.perform(command) }
        }
    }

    /// Another size.
    struct Resize: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resize", abstract: "Move a border of a pane.")

        @Argument(help: "Which way: left, right, up or down.")
        var direction: Direction

        @Argument(help: "How far.")
        var cells = 1

        @OptionGroup var pane: PaneOption
        @OptionGroup var layout: LayoutOptions

        func validate() throws {
            guard (1...1000).contains(cells) else { throw ValidationError("A border moves 1 to 1000 cells.") }
        }

        func run() throws {
            try layout.perform(.resize(pane: pane.pane, direction, cells: cells))
        }
    }

    /// The whole window for one.
    struct Zoom: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "zoom", abstract: "Let a pane fill its window, or end that.")

        @OptionGroup var pane: PaneOption
        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.zoom(pane: pane.pane))
        }
    }

    /// Two change places.
    struct Swap: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "swap", abstract: "Exchange the active pane with the next, or the one before.")

        @Flag(help: "With the one before.")
        var previous = false

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.swap(offset: previous ? -1 : 1))
        }
    }

    /// All change places.
    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate", abstract: "Move every pane one place on, or back.")

        @Flag(help: "Back.")
        var previous = false

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.rotate(offset: previous ? -1 : 1))
        }
    }

    /// A window of its own.
    struct Break: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "break", abstract: "Move a pane into a window of its own.")

        @OptionGroup var pane: PaneOption
        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.breakPane(pane: pane.pane))
        }
    }

    /// A ready-made arrangement.
    struct Arrange: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "layout",
            abstract: "Arrange the active window's panes; without a name in the next way.")

        @Argument(help: "The arrangement.")
        var preset: Layout.Preset?

        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(preset.map { .preset($0) } ?? .nextPreset)
        }
    }

    /// Out of sight.
    struct Hide: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hide", abstract: "Take a pane away; its session goes on.")

        @OptionGroup var pane: PaneOption
        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.hidePane(pane: pane.pane))
        }
    }

    /// One less.
    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "Take a pane away, and end its session if nothing else shows it.")

        @OptionGroup var pane: PaneOption
        @OptionGroup var layout: LayoutOptions

        func run() throws {
            try layout.perform(.closePane(pane: pane.pane))
        }
    }
}

/// The pane that a command is about.
struct PaneOption: ParsableArguments {
    @Option(
        name: [.customShort("t"), .customLong("pane")],
        help: "Its number, see roost pane list; the active one if left out.")
    var pane: Int?
}
