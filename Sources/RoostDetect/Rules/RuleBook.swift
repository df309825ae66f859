/// The rules of all programs, by the names of their providers.
package struct RuleBook: Hashable, Sendable {
    private let sets: [String: RuleSet]
    private let others: RuleSet

    /// - Parameters:
    ///   - sets: By the names that observations have.
    ///   - others: For every name that is not among them.
    package init(_ sets: [String: RuleSet], others: RuleSet) {
        self.sets = sets
        self.others = others
    }

    /// The rules of a provider; those of a plain program for a name that has none.
    package func rules(of provider: String) -> RuleSet { sets[provider] ?? others }
}
