package import RoostModel

/// The configuration as the server and every client load it: what is in force, and what is wrong.
///
/// Loading never fails. The good part of `config.toml` counts; while it has mistakes, every option that it does not
/// set to something that makes sense keeps the value it had last (``LastConfiguration``), and history is kept as
/// ``RetentionPolicy`` says.
package struct LoadedConfiguration: Sendable {
    /// Where the value of an option comes from.
    package enum Source: Hashable, Sendable {
        /// Nobody has set it.
        case standard
        /// A line of `config.toml`, counted from 1.
        case file(line: Int)
        /// What was asked for last, since the file has mistakes.
        case last
    }

    package let configuration: Configuration
    /// What is wrong with `config.toml`, in the order of its lines; none when all is well.
    package let problems: [ConfigError]
    /// Where each option is set, by its name.
    private let lines: [String: Int]
    /// The options that have the value of last time, by name.
    private let kept: Set<String>

    /// Loads `config.toml`.
    ///
    /// - Parameters:
    ///   - paths: Where the files are.
    ///   - environment: Decides what the file leaves open: `VISUAL` or `EDITOR` with `vi` in its name gives copy
    ///     mode the keys of vi.
    /// - Returns: ``Configuration/standard`` (with vi's keys where due) when there is no file and never was one.
    package static func load(paths: Paths, environment: [String: String]) -> LoadedConfiguration {
        let standard = Configuration.standard(in: environment)
        do throws(ConfigError) {
            if let text = try TextFile.read(paths.configFile) {
                let parsed = try parse(text, paths, over: standard)
                if parsed.problems.isEmpty { return LoadedConfiguration(parsed) }
                guard let last = LastConfiguration.read(paths: paths, environment: environment) else {
                    return LoadedConfiguration(parsed, last: nil)
                }
                return LoadedConfiguration(try parse(text, paths, over: last.configuration), last: last)
            }
        } catch {
            return unreadable(error, paths, environment)
        }
        guard LastConfiguration.read(paths: paths, environment: environment)?.isSet == true else {
            return LoadedConfiguration(ParsedConfiguration(configuration: standard, problems: [], lines: [:]))
        }
        let missing = ConfigError(
            file: paths.configFile, cause: "it was there before and is gone",
            advice: "bring it back, or make an empty file for the standard")
        return unreadable(missing, paths, environment)
    }

    /// Without a file that can be read all is as it was last.
    private static func unreadable(
        _ error: ConfigError, _ paths: Paths, _ environment: [String: String]
    ) -> LoadedConfiguration {
        let last = LastConfiguration.read(paths: paths, environment: environment)
        var parsed = ParsedConfiguration(
            configuration: last?.configuration ?? .standard(in: environment), problems: [error], lines: [:])
        parsed.checkTheme(paths, instead: Configuration.standard.theme)
        return LoadedConfiguration(parsed, last: last)
    }

    private static func parse(
        _ text: String, _ paths: Paths, over base: Configuration
    ) throws(ConfigError) -> ParsedConfiguration {
        var parsed = try Configuration.parse(text, file: paths.configFile, over: base)
        parsed.checkTheme(paths, instead: base.theme)
        return parsed
    }

    /// Takes what a file without mistakes says.
    private init(_ parsed: ParsedConfiguration) {
        (configuration, problems, lines, kept) = (parsed.configuration, [], parsed.lines, [])
    }

    /// Takes the good part of a file with mistakes; its options were read over those of `last`.
    private init(_ parsed: ParsedConfiguration, last: LastConfiguration?) {
        let limits = RetentionPolicy(
            asked: .init(parsed.configuration), lastAsked: last.map { .init($0.configuration) },
            hasProblems: true
        ).inForce
        var configuration = parsed.configuration
        configuration.retention = limits.retention
        configuration.limits.endedHours = limits.endedHours
        let overruled = ConfigOption.differing(configuration, parsed.configuration).map(\.name)
        self.configuration = configuration
        problems = parsed.problems
        lines = parsed.lines
        kept = (last?.names.subtracting(parsed.lines.keys) ?? []).union(overruled)
    }

    /// Where the value of an option comes from.
    package func source(of option: ConfigOption) -> Source {
        if kept.contains(option.name) { return .last }
        return lines[option.name].map { .file(line: $0) } ?? .standard
    }

    /// What is in force as the content of ``Paths/lastConfiguration``, for the time when the file has mistakes.
    ///
    /// The server writes it down whenever it has loaded. Nil when nothing was asked for: there is no such file then,
    /// and commands have nothing to read.
    package func memory(paths: Paths) -> [UInt8]? {
        let last = LastConfiguration(configuration: configuration, names: kept.union(lines.keys))
        return last.isSet ? Array(last.document(paths: paths).utf8) : nil
    }
}

extension ParsedConfiguration {
    /// A theme that is not there is a mistake; the one of before or the standard one takes its place.
    fileprivate mutating func checkTheme(_ paths: Paths, instead other: String) {
        let name = configuration.theme
        guard !Theme.exists(name, paths: paths) else { return }
        configuration.theme = Theme.exists(other, paths: paths) ? other : Configuration.standard.theme
        guard let line = lines.removeValue(forKey: "ui.theme") else { return }
        let near = Spelling.nearest(to: name, among: (try? Theme.names(paths: paths)) ?? []).map {
            "; did you mean \($0)?"
        }
        problems.append(
            ConfigError(
                file: paths.configFile, line: line, key: "ui.theme",
                cause: "there is no theme \"\(name)\"" + (near ?? ""),
                advice: "\"roost theme list\" names the themes there are"))
        problems.sort { ($0.line ?? 0, $0.key ?? "") < ($1.line ?? 0, $1.key ?? "") }
    }
}
