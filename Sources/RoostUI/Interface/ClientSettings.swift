import RoostConfig
import RoostModel

/// A client's half of the configuration: keys and looks.
struct ClientSettings: Sendable {
    let configuration: Configuration
    let theme: Theme
    /// What is wrong with `config.toml` and the theme, in words; none of it keeps a client from running.
    let problems: [String]

    var look: Look { Look(theme: theme, isASCII: configuration.asciiGlyphs) }

    /// Reads the files, of which the good part counts.
    static func load(paths: Paths, environment: [String: String]) -> ClientSettings {
        let loaded = LoadedConfiguration.load(paths: paths, environment: environment)
        let (theme, problems) = Theme.loadGoodPart(name: loaded.configuration.theme, paths: paths)
        return ClientSettings(
            configuration: loaded.configuration, theme: theme,
            problems: (loaded.problems + problems).map { "\($0)" })
    }
}
