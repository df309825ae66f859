import ArgumentParser
import RoostConfig
import RoostTerminal

/// `roost theme`: colours and glyphs.
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "List and show themes.", subcommands: [List.self, Show.self],
        defaultSubcommand: List.self)

    /// All names.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the themes, the user's and the built-in ones.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let names = try Theme.names(paths: Invocation().paths)
            try output.print(names) { names.map { $0 + "\n" }.joined() }
        }
    }

    /// One of them.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a theme's styles and glyphs.")

        @Argument(help: "Its name; the configured one if left out.", completion: KnownNames.themes)
        var name: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let invocation = Invocation()
            let name =
                name
                ?? LoadedConfiguration.load(paths: invocation.paths, environment: invocation.environment)
                .configuration.theme
            let description = ThemeDescription(try Theme.load(name: name, paths: invocation.paths))
            try output.print(description) { description.text }
        }
    }
}
