package import RoostModel
package import RoostTerminal

extension Configuration {
    /// What a key does after the prefix; nil: nothing.
    ///
    /// Takes a key as any terminal reports it. In a layout whose letters are not Latin the key's place on the
    /// keyboard decides, where the terminal tells it.
    package func binding(for key: Key) -> Command? {
        Self.binding(for: key, in: prefixBinding)
    }

    /// What a key does without the prefix; nil: it belongs to the program.
    package func rootBinding(for key: Key) -> Command? {
        Self.binding(for: key) { rootBindings[$0] }
    }

    /// True for the prefix key.
    package func isPrefix(_ key: Key) -> Bool {
        key.event != .release && (key.chord == prefix || key.inBaseLayout?.chord == prefix)
    }

    /// True for a command whose keys go on working without the prefix for a while.
    package func isRepeatable(_ command: Command) -> Bool {
        repeatMilliseconds > 0 && CommandTable.spec(command.name)?.repeats == true
    }

    /// What keys do after the prefix; each key is a `chord`.
    ///
    /// Costs a copy of the table.
    package var prefixBindings: [Key: Command] {
        get {
            var bindings = Self.standardBindings
            bindings[prefix] = CommandTable.command("send-prefix")
            for (key, command) in changedBindings { bindings[key] = command }
            return bindings
        }
        set {
            let bound = prefixBindings
            for key in Set(bound.keys).union(newValue.keys) { change([key: newValue[key]]) }
        }
    }

    /// Binds keys after the prefix anew; nil unbinds one.
    mutating func change(_ bindings: [Key: Command?]) {
        for (key, command) in bindings {
            changedBindings[key] = command == standardBinding(for: key) ? nil : .some(command)
        }
    }

    /// Takes another prefix key, which has its own standard bindings; what was changed of them stays so.
    mutating func setPrefix(_ key: Key) {
        prefix = key
    }

    private func prefixBinding(for chord: Key) -> Command? {
        changedBindings[chord] ?? standardBinding(for: chord)
    }

    private func standardBinding(for chord: Key) -> Command? {
        chord == prefix ? CommandTable.command("send-prefix") : Self.standardBindings[chord]
    }

    private static func binding(for key: Key, in bindings: (Key) -> Command?) -> Command? {
        guard key.event != .release else { return nil }
        return bindings(key.chord) ?? key.inBaseLayout.flatMap { bindings($0.chord) }
    }
}

extension Key {
    /// The key at the same place of a Latin keyboard; nil when the terminal did not tell, or it is Latin.
    fileprivate var inBaseLayout: Key? {
        guard let baseScalar, case .character(let scalar) = code, !scalar.isASCII else { return nil }
        return Key(code: .character(baseScalar), modifiers: modifiers)
    }
}
