package import RoostModel

extension Configuration {
    /// Every problem of `config.toml`, of the user's themes, and of the user's providers.
    package static func check(paths: Paths, environment: [String: String]) -> [ConfigError] {
        LoadedConfiguration.load(paths: paths, environment: environment).problems
            + Theme.check(paths: paths) + ProviderCatalog.load(paths: paths).problems.map(\.error)
    }
}
