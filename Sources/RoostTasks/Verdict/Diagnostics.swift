/// What a program wrote to standard error: its beginning and its end, since an error stands in either.
///
/// Memory is bounded whatever is written; what lies between is in the messages, not here.
package struct Diagnostics: Sendable {
    private static let limit = 8 << 10

    private var head: [String] = []
    private var headBytes = 0
    private var tail: [String] = []
    private var tailBytes = 0

    package init() {}

    /// Takes a line, without its end.
    package mutating func append(_ line: String) {
        guard line.contains(where: { !$0.isWhitespace }) else { return }
        if headBytes + line.utf8.count <= Self.limit, tail.isEmpty {
            head.append(line)
            headBytes += line.utf8.count
            return
        }
        tail.append(line)
        tailBytes += line.utf8.count
        while tailBytes > Self.limit, tail.count > 1 {
            tailBytes -= tail.removeFirst().utf8.count
        }
    }

    /// The lines that are kept, in their order.
    package var lines: [String] { head + tail }

    /// A document that was written here: from a line that begins one to the end.
    var document: String? {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("{") }) else { return nil }
        return lines[start...].joined(separator: "\n")
    }

    /// The line that says what went wrong: one whose kind is known, else one that calls itself an error, else the
    /// last.
    var error: String? {
        lines.first { FailureText.failure(in: $0) != nil }
            ?? lines.first {
                $0.lowercased().hasPrefix("error") || $0.contains("Error:") || $0.contains("ERROR")
            }
            ?? lines.last
    }
}
