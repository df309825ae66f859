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

    /// The bindings after the prefix that differ from the standard; nil for a key that does nothing.
    var changedBindings: [Key: Command?] {
        let standard = Self.standardBindings(prefix: prefix)
        var changes: [Key: Command?] = [:]
        for key in Set(prefixBindings.keys).union(standard.keys) where prefixBindings[key] != standard[key] {
            changes[key] = .some(prefixBindings[key])
        }
        return changes
    }

    /// Binds keys after the prefix anew; nil unbinds one.
    mutating func change(_ bindings: [Key: Command?]) {
        for (key, command) in bindings { prefixBindings[key] = command }
    }

    /// Takes another prefix key, which has its own standard bindings; what was changed of them stays so.
    mutating func setPrefix(_ key: Key) {
        let changes = changedBindings
        prefix = key
        prefixBindings = Self.standardBindings(prefix: key)
        change(changes)
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
