package import RoostWire

extension ConfigurationReport {
    /// What became of a configuration that was read again, in one line without a full stop.
    ///
    /// Of problems it has the number: each of them has a line of its own, and the status row says it as long as it
    /// is so.
    package var summary: String {
        var parts: [String] = []
        if !changed.isEmpty { parts.append("changed: \(changed.joined(separator: ", "))") }
        if !waiting.isEmpty {
            parts.append("after a restart of the server: \(waiting.joined(separator: ", "))")
        }
        if !problems.isEmpty {
            parts.append(problems.count == 1 ? "1 problem" : "\(problems.count) problems")
        }
        return "configuration read again"
            + (parts.isEmpty ? ", nothing changed" : "; " + parts.joined(separator: "; "))
    }
}
