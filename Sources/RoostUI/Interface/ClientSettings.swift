import RoostConfig
import RoostModel

/// A client's half of the configuration: keys and looks.
struct ClientSettings: Sendable {
    let configuration: Configuration
    let theme: Theme
    /// What is wrong with `config.toml` and the theme, in words; none of it keeps a client from running.
    let problems: [String]

    var look: Look { Look(theme: theme, isASCII: configuration.asciiGlyphs) }

    /// Reads the files.
    static func load(paths: Paths, environment: [String: String]) throws(ConfigError) -> ClientSettings {
        let configuration = try Configuration.load(paths: paths, environment: environment)
        return ClientSettings(
            configuration: configuration, theme: try Theme.load(name: configuration.theme, paths: paths),
            problems: [])
    }
}
