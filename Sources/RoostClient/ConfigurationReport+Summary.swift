package import RoostWire

extension ConfigurationReport {
    /// What became of a configuration that was read again, in one line without a full stop, with the first problem.
    package var summary: String {
        text(
            problem: problems.first.map { first in
                problems.count == 1 ? first.text : "\(problems.count) problems, the first: \(first.text)"
            })
    }

    /// The same where the problems themselves follow: only how many they are.
    package var countedSummary: String {
        text(
            problem: problems.isEmpty ? nil : problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        )
    }

    private func text(problem: String?) -> String {
        var parts: [String] = []
        if !changed.isEmpty { parts.append("changed: \(changed.joined(separator: ", "))") }
        if !waiting.isEmpty {
            parts.append("after a restart of the server: \(waiting.joined(separator: ", "))")
        }
        if let problem { parts.append(problem) }
        return "configuration read again"
            + (parts.isEmpty ? ", nothing changed" : "; " + parts.joined(separator: "; "))
    }
}
