import RoostConfig
import RoostModel

/// A client's half of the configuration: keys and looks.
struct ClientSettings: Sendable {
    let configuration: Configuration
    let theme: Theme
    /// What is wrong with `config.toml` and the theme, in words; none of it keeps a client from running.
    let problems: [String]
    /// The person wants no colours of roost's own (https://no-color.org); programs decide for themselves.
    var isColorless = false

    /// The theme as a terminal with so many colours can show it.
    func look(with depth: ColorDepth) -> Look {
        Look(theme: theme.readable(with: isColorless ? .none : depth), isASCII: configuration.asciiGlyphs)
    }

    /// Reads the files, of which the good part counts.
    ///
    /// For ``Theme/automatic`` it has to be known whether the terminal's background is light.
    static func load(paths: Paths, environment: [String: String], onLight isLight: Bool) -> ClientSettings {
        let loaded = LoadedConfiguration.load(paths: paths, environment: environment)
        let (theme, problems) = Theme.loadGoodPart(
            name: loaded.configuration.theme, paths: paths, onLight: isLight)
        return ClientSettings(
            configuration: loaded.configuration, theme: theme,
            problems: (loaded.problems + problems).map { "\($0)" },
            isColorless: environment["NO_COLOR"].map { !$0.isEmpty } ?? false)
    }

    /// What rxvt and others tell of the background before it can be asked for: `15;0`, `0;default;15`.
    static func isLight(_ environment: [String: String]) -> Bool {
        let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        return background.map { $0 == 7 || (9...15).contains($0) } ?? false
    }
}
