import ArgumentParser
import RoostConfig

/// `roost provider`: the CLIs that roost knows.
struct ProviderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider", abstract: "List, show and test providers: the CLIs that roost knows.",
        discussion: "A provider is one file; 'roost help providers' says how to add one.",
        subcommands: [List.self, Show.self, ProviderExplain.self, ProviderTest.self],
        defaultSubcommand: List.self)

    /// All of them.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the providers, and where their programs are.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let invocation = Invocation()
            let catalog = ProviderCatalog.load(paths: invocation.paths)
            let providers = catalog.providers.map {
                ProviderDescription(
                    $0, path: invocation.environment["PATH"], problem: catalog.problem(of: $0.name))
            }
            try output.print(providers) {
                var table = Table(["NAME", "COMMAND", "INSTALLED"])
                for provider in providers {
                    table.add([
                        provider.name, provider.commands.first ?? "$SHELL",
                        provider.problem != nil
                            ? "broken" : provider.commands.isEmpty ? "-" : provider.installed ?? "no",
                    ])
                }
                ConfigCheck.printErrors(catalog.problems.map(\.error))
                return table.text
            }
        }
    }

    /// One of them.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print a provider as a file that can be saved and changed.",
            discussion: "It is the whole of it, its detection rules too; see 'roost help providers'.")

        @Argument(help: "Its name.", completion: KnownNames.providers)
        var name: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            let invocation = Invocation()
            let provider = try ProviderCatalog.load(paths: invocation.paths).provider(
                name, paths: invocation.paths)
            try output.print(ProviderDescription(provider, path: invocation.environment["PATH"])) {
                provider.text
            }
        }
    }
}
