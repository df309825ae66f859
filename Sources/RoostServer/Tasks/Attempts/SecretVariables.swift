import RoostDetect

/// Tells the variables of a task that must not be written down, by the rules by which history is masked.
struct SecretVariables: Sendable {
    private let redactor = Redactor()
    /// What every rule takes for a secret that has a name for one.
    private static let example = "Xk29fj3aQz81"

    /// The names of those that are secrets, sorted: by their name, or by what their value looks like.
    func names(in variables: [String: String]) -> [String] {
        variables.filter { isSecret("\($0.key)=\($0.value)") || isSecret("\($0.key)=\(Self.example)") }
            .keys.sorted()
    }

    private func isSecret(_ assignment: String) -> Bool { redactor.redact(assignment) != assignment }
}
