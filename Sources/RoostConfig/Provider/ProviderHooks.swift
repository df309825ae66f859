/// How a program is made to call `roost event` when it begins, asks and ends: by arguments of one start, and never by a
/// change of the user's files.
package struct ProviderHooks: Hashable, Sendable {
    /// The place of the path of `roost` in ``arguments``.
    static let place = "{roost}"
    /// More words of its command line, right behind the program.
    package var arguments: [String]
    /// Words of a command line that has none of that: it says itself what ``arguments`` would say.
    package var exclusive: [String]

    /// The words to start a program with.
    ///
    /// - Parameters:
    ///   - command: What would be started.
    ///   - roost: The path of `roost`; one that a shell or JSON would read in another way adds nothing.
    /// - Returns: The same with the hooks, or as it was.
    package func added(to command: [String], roost: String) -> [String] {
        guard let program = command.first, !arguments.isEmpty, roost.allSatisfy(Self.isPlain),
            !command.dropFirst().contains(where: isExclusive)
        else { return command }
        return [program] + arguments.map { $0.replacing(Self.place, with: roost) } + command.dropFirst()
    }

    private func isExclusive(_ word: String) -> Bool {
        exclusive.contains { word == $0 || word.hasPrefix($0 + "=") }
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "/._-+".contains(character))
    }
}
