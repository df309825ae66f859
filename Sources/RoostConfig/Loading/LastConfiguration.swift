internal import RoostModel

/// What was asked for last: the file `config.last.toml` of the state folder, which roost writes for itself.
///
/// It is a `config.toml` with `version = 1` as its first key (a file that was cut off has none) and, below that, the
/// effective value of every option and binding that a person has set. While `config.toml` has mistakes the options in
/// question keep these values, across restarts as well.
struct LastConfiguration: Sendable {
    /// The number of the format.
    private static let format = 1

    var configuration: Configuration
    /// The options it has a value for, by name.
    var names: Set<String>

    /// A person has chosen something.
    var isSet: Bool {
        !names.isEmpty || !configuration.changedBindings.isEmpty || !configuration.rootBindings.isEmpty
            || !configuration.changedCopyBindings.isEmpty
    }

    /// Reads the file.
    ///
    /// - Returns: Nil when there is none, or when it is damaged: then it is not known what was asked for.
    static func read(paths: Paths, environment: [String: String]) -> LastConfiguration? {
        guard let text = try? TextFile.read(paths.lastConfiguration),
            let parsed = try? Configuration.parse(
                text, file: paths.lastConfiguration, over: .standard(in: environment), format: format),
            parsed.problems.isEmpty
        else { return nil }
        return LastConfiguration(configuration: parsed.configuration, names: Set(parsed.lines.keys))
    }

    /// The content of the file.
    func document(paths: Paths) -> String {
        let head = """
            # What roost was asked for last, so that a mistake in config.toml takes nothing away.
            # roost writes this file; edit \(paths.configFile) instead.
            version = \(Self.format)

            """
        return head + configuration.document(of: names)
    }
}
