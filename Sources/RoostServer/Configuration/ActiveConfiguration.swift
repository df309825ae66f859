import RoostConfig
import RoostModel

/// The configuration that the server works with, and what becomes of it when the files are read again.
struct ActiveConfiguration: Sendable {
    /// What another reading of the files did.
    struct Change: Sendable {
        /// Options that have another value now.
        var changed: [ConfigOption] = []
        /// Options whose new value counts after a restart of the server.
        var waiting: [ConfigOption] = []
        var hasNewProviders = false
    }

    /// In force.
    private(set) var configuration: Configuration
    private(set) var catalog: ProviderCatalog
    /// What is wrong with the files.
    private(set) var problems: [ConfigError]

    /// Takes what the server has read at its start.
    init(_ loaded: LoadedConfiguration, _ catalog: ProviderCatalog) {
        configuration = loaded.configuration
        self.catalog = catalog
        problems = loaded.problems + catalog.problems.map(\.error)
    }

    /// Takes what is known already and has no mistakes.
    init(_ configuration: Configuration, _ catalog: ProviderCatalog) {
        self.configuration = configuration
        self.catalog = catalog
        problems = []
    }

    var providers: [Provider] { catalog.providers }

    /// Takes what was read again; what only a restart can change stays as it is.
    mutating func replace(with loaded: LoadedConfiguration, _ catalog: ProviderCatalog) -> Change {
        var next = loaded.configuration
        for option in ConfigOption.all where option.effect == .restart {
            option.copy(from: configuration, to: &next)
        }
        let change = Change(
            // What only waits for a mistake to be mended was changed by nobody.
            changed: ConfigOption.differing(configuration, next).filter { loaded.source(of: $0) != .last },
            waiting: ConfigOption.differing(next, loaded.configuration),
            hasNewProviders: catalog.providers != self.catalog.providers)
        configuration = next
        self.catalog = catalog
        problems = loaded.problems + catalog.problems.map(\.error)
        return change
    }
}
