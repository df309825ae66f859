/// Writes tables of a TOML file, line by line, so that ``TOMLParser`` reads them back.
struct TOMLWriter {
    /// What was written, without a newline at the end.
    var text: String { lines.joined(separator: "\n") }

    private var lines: [String] = []
    /// The header of a table that has no line yet: one without content is not written.
    private var pending: [String] = []

    /// Longer lists stand over several lines.
    private static let width = 110

    /// Begins `[path]`; it stands there once something is put into it.
    mutating func table(_ path: String) { pending = lines.isEmpty ? ["[\(path)]"] : ["", "[\(path)]"] }

    /// Begins a further table of the list `[[path]]`.
    mutating func element(_ path: String) { pending = ["", "[[\(path)]]"] }

    mutating func comment(_ text: String) { line("# \(text)") }

    /// Text of several lines stands as it is, where nothing in it has to be escaped.
    mutating func put(_ key: String, _ value: String) {
        let isPlain = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" }
        if value.contains("\n"), isPlain, !value.contains("'''"), value.last != "'" {
            return line("\(TOMLText.key(key)) = '''\n\(value)'''")
        }
        line("\(TOMLText.key(key)) = \(TOMLText.quoted(value))")
    }

    mutating func put(_ key: String, _ value: Int) { line("\(TOMLText.key(key)) = \(value)") }

    mutating func put(_ key: String, _ value: Bool) { line("\(TOMLText.key(key)) = \(value)") }

    mutating func put(_ key: String, _ values: [String]) {
        let quoted = values.map(TOMLText.quoted)
        let short = "\(TOMLText.key(key)) = [\(quoted.joined(separator: ", "))]"
        guard short.count > Self.width else { return line(short) }
        line("\(TOMLText.key(key)) = [")
        var row = "   "
        for value in quoted {
            if row.count + value.count + 2 > Self.width, row != "   " {
                line(row)
                row = "   "
            }
            row += " \(value),"
        }
        line(row)
        line("]")
    }

    /// One text as such, more of them as a list.
    mutating func put(_ key: String, oneOrMore values: [String]) {
        if let value = values.first, values.count == 1 { put(key, value) } else { put(key, values) }
    }

    private mutating func line(_ text: String) {
        lines += pending + [text]
        pending = []
    }
}
