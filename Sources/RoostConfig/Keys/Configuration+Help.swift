package import RoostModel
internal import RoostTerminal

extension Configuration {
    /// A key as a person types it, with what it does.
    package struct KeyDescription: Hashable, Sendable {
        /// `C-b %`, or `F9` for a key of the root table.
        package let keys: String
        package let command: Command
    }

    /// Every binding in the order of the help page, those of the root table last in their group.
    package var described: [KeyDescription] {
        describedGroups.flatMap(\.bindings)
    }

    /// ``described`` with a title for each group.
    package var describedGroups: [(title: String, bindings: [KeyDescription])] {
        let bound =
            sorted(prefixBindings).map {
                KeyDescription(keys: prefix.name + " " + $0.key.name, command: $0.value)
            } + sorted(rootBindings).map { KeyDescription(keys: $0.key.name, command: $0.value) }
        return CommandSpec.Group.allCases.compactMap { group in
            let own = bound.filter { CommandTable.spec($0.command.name)?.group == group }
            return own.isEmpty ? nil : (group.rawValue, own)
        }
    }

    /// By the order of the table, then by what follows the command; so that `0` to `9` stand together.
    private func sorted(_ bindings: [Key: Command]) -> [(key: Key, value: Command)] {
        bindings.sorted {
            (CommandTable.order(of: $0.value.name), $0.value.text, $0.key.name)
                < (CommandTable.order(of: $1.value.name), $1.value.text, $1.key.name)
        }
    }
}
