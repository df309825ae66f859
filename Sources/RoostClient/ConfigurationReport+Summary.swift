package import RoostWire

extension ConfigurationReport {
    /// What became of a configuration that was read again, in one line without a full stop.
    package var summary: String {
        var parts: [String] = []
        if !changed.isEmpty { parts.append("changed: \(changed.joined(separator: ", "))") }
        if !waiting.isEmpty {
            parts.append("after a restart of the server: \(waiting.joined(separator: ", "))")
        }
        if let first = problems.first {
            parts.append(
                problems.count == 1 ? first.text : "\(problems.count) problems, the first: \(first.text)")
        }
        return "configuration read again"
            + (parts.isEmpty ? ", nothing changed" : "; " + parts.joined(separator: "; "))
    }
}
