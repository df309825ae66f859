/// How a program is made to call `roost event` when it begins, asks and ends: by arguments of one start, and never by a
/// change of the user's files.
package struct ProviderHooks: Hashable, Sendable {
    /// The place of the path of `roost` in ``arguments`` and ``settings``.
    static let place = "{roost}"
    /// The place of the path of a file with ``settings`` in ``arguments``.
    static let settingsPlace = "{settings}"
    /// More words of its command line, right behind the program.
    package var arguments: [String]
    /// Words of a command line that has none of that: it says itself what ``arguments`` would say.
    package var exclusive: [String]
    /// What is too long for a command line: the text of a file that ``arguments`` name; empty when they name none.
    package var settings = ""

    /// How a program is started so that it reports.
    package struct Start: Hashable, Sendable {
        /// The words to start it with.
        package var command: [String]
        /// What has to be in the file that they name; nil when they name none.
        package var settings: String?
    }

    /// The words to start a program with.
    ///
    /// - Parameters:
    ///   - command: What would be started.
    ///   - roost: The path of `roost`; one that a shell or JSON would read in another way adds nothing.
    ///   - path: Where the settings will be.
    /// - Returns: The same with the hooks, or as it was.
    package func added(to command: [String], roost: String, settingsAt path: String) -> Start {
        guard let program = command.first, !arguments.isEmpty, roost.allSatisfy(Self.isPlain),
            !command.dropFirst().contains(where: isExclusive)
        else { return Start(command: command) }
        let isNamed = arguments.contains { $0.contains(Self.settingsPlace) }
        let words = arguments.map {
            $0.replacing(Self.place, with: roost).replacing(Self.settingsPlace, with: path)
        }
        return Start(
            command: [program] + words + command.dropFirst(),
            settings: isNamed ? settings.replacing(Self.place, with: roost) : nil)
    }

    /// Has a start's settings in a file for the user alone.
    ///
    /// - Throws: ``ConfigError`` when it cannot be written; the caller starts the program without hooks.
    package static func write(_ settings: String, to path: String) throws(ConfigError) {
        try TextFile.write(Array(settings.utf8), to: path)
    }

    private func isExclusive(_ word: String) -> Bool {
        exclusive.contains { word == $0 || word.hasPrefix($0 + "=") }
    }

    static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "/._-+".contains(character))
    }
}
