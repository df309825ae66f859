package import RoostModel
internal import RoostTerminal

// The keys of copy mode: a set of ``CopyCommandTable``, and what `[keys.copy]` has otherwise.
extension Configuration {
    /// A key of copy mode with what it does.
    package struct CopyDescription: Hashable, Sendable {
        package let key: String
        package let spec: CopyCommandTable.Spec
    }

    /// What a key does in copy mode, by the canonical name of its chord; nil: nothing.
    package func copyCommand(for name: String) -> CopyCommand? {
        changedCopyBindings[name] ?? CopyCommandTable.keys(copyKeys)[name]
    }

    /// Every key with what it does in copy mode, in the order of ``CopyCommandTable``; of one command the keys of
    /// one's own first, then the one that is told first.
    package var describedCopyBindings: [CopyDescription] {
        CopyCommandTable.specs.flatMap { spec in
            keys(of: spec).map { CopyDescription(key: $0, spec: spec) }
        }
    }

    /// The keys of a command: those of one's own first, the short ones before the long.
    private func keys(of spec: CopyCommandTable.Spec) -> [String] {
        let changed = changedCopyBindings.filter { $0.value == spec.command }.keys.sorted {
            ($0.count, $0) < ($1.count, $1)
        }
        return changed + spec.keys(copyKeys).filter { changedCopyBindings[$0] == nil }
    }

    /// The key that is told for a command of copy mode; nil when none does it.
    package func copyKey(for command: CopyCommand) -> String? {
        CopyCommandTable.spec(of: command).flatMap { keys(of: $0).first }
    }

    /// Gives a key of copy mode another command; nil takes the key's command away.
    package mutating func bindCopyKey(_ name: String, to command: CopyCommand?) {
        guard let key = Key(name: name)?.chord.name else { return }
        changedCopyBindings[key] = .some(command)
    }
}
