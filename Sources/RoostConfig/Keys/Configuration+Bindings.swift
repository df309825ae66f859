package import RoostModel
package import RoostTerminal

extension Configuration {
    /// What a key does after the prefix; nil: nothing.
    ///
    /// Takes a key as any terminal reports it. In a layout whose letters are not Latin the key's place on the
    /// keyboard decides, where the terminal tells it.
    package func binding(for key: Key) -> Command? {
        Self.binding(for: key, in: prefixBindings)
    }

    /// What a key does without the prefix; nil: it belongs to the program.
    package func rootBinding(for key: Key) -> Command? {
        Self.binding(for: key, in: rootBindings)
    }

    /// True for the prefix key.
    package func isPrefix(_ key: Key) -> Bool {
        key.event != .release && (key.chord == prefix || key.inBaseLayout?.chord == prefix)
    }

    /// True for a command whose keys go on working without the prefix for a while.
    package func isRepeatable(_ command: Command) -> Bool {
        repeatMilliseconds > 0 && CommandTable.spec(command.name)?.repeats == true
    }

    private static func binding(for key: Key, in bindings: [Key: Command]) -> Command? {
        guard key.event != .release else { return nil }
        return bindings[key.chord] ?? key.inBaseLayout.flatMap { bindings[$0.chord] }
    }
}

extension Key {
    /// The key at the same place of a Latin keyboard; nil when the terminal did not tell, or it is Latin.
    fileprivate var inBaseLayout: Key? {
        guard let baseScalar, case .character(let scalar) = code, !scalar.isASCII else { return nil }
        return Key(code: .character(baseScalar), modifiers: modifiers)
    }
}
