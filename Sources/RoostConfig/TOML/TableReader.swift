internal import RoostModel

/// Reads the keys of one table by their types and keeps every problem instead of stopping at the first.
///
/// What nobody has asked for when ``finish()`` is called is an unknown key.
struct TableReader {
    private let file: String
    private let path: [String]
    private let table: [String: TOMLValue]
    /// Where the table begins.
    private let line: Int
    private var asked: Set<String> = []
    /// In the order in which they were found.
    private(set) var problems: [ConfigError] = []

    /// Parses a whole file.
    ///
    /// - Throws: ``ConfigError`` with the line where it is not TOML.
    init(_ text: String, file: String) throws(ConfigError) {
        let root = try TOMLParser.parse(text, file: file)
        guard case .table(let table) = root.content else { preconditionFailure("a file is a table") }
        self.init(file: file, path: [], table: table, line: root.line)
    }

    private init(file: String, path: [String], table: [String: TOMLValue], line: Int) {
        self.file = file
        self.path = path
        self.table = table
        self.line = line
    }

    /// Every key of the table, in the order in which they stand in the file.
    var keys: [String] {
        table.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }.map(\.key)
    }

    /// Where the value of a key begins; nil when it is not there.
    func line(of key: String) -> Int? { table[key]?.line }

    /// Notes a problem with a key.
    mutating func report(_ key: String, _ cause: String, advice: String? = nil) {
        problems.append(
            ConfigError(
                file: file, line: table[key]?.line ?? line,
                key: (path + [key]).map(TOMLText.key).joined(separator: "."), cause: cause, advice: advice))
    }

    /// The value of a key whatever it is; nil when it is not there.
    mutating func content(_ key: String) -> TOMLContent? {
        asked.insert(key)
        return table[key]?.content
    }

    private mutating func value<Value>(
        _ key: String, _ expected: String, _ take: (TOMLContent) -> Value?
    ) -> Value? {
        guard let content = content(key) else { return nil }
        guard let value = take(content) else {
            report(key, "expected \(expected), found \(content.kind)")
            return nil
        }
        return value
    }

    mutating func string(_ key: String) -> String? {
        value(key, "text in quotes") { if case .string(let text) = $0 { text } else { nil } }
    }

    mutating func boolean(_ key: String) -> Bool? {
        value(key, "true or false") { if case .boolean(let value) = $0 { value } else { nil } }
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        let found = value(key, "a whole number") { if case .integer(let value) = $0 { value } else { nil } }
        guard let found else { return nil }
        guard range.contains(found) else {
            report(key, "\(found) is not between \(range.lowerBound) and \(range.upperBound)")
            return nil
        }
        return found
    }

    mutating func strings(_ key: String) -> [String]? {
        value(key, "a list of texts") { content in
            guard case .array(let elements) = content else { return nil }
            let texts = elements.compactMap { if case .string(let text) = $0.content { text } else { nil } }
            return texts.count == elements.count ? texts : nil
        }
    }

    /// A text, or a list of texts.
    mutating func texts(_ key: String) -> [String]? {
        if case .string(let text) = content(key) { return [text] }
        return strings(key)
    }

    /// One of some words.
    mutating func choice(_ key: String, of words: [String]) -> String? {
        guard let text = string(key) else { return nil }
        guard words.contains(text) else {
            let near = Spelling.nearest(to: text, among: words).map { "; did you mean \($0)?" } ?? ""
            report(key, "\"\(text)\" is none of \(words.joined(separator: ", "))" + near)
            return nil
        }
        return text
    }

    /// One of the words of an enumeration.
    mutating func choice<Choice>(_ key: String) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        choice(key, of: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
    }

    /// Reads a table inside this one; what it does not ask for is reported too.
    mutating func table(_ key: String, _ read: (inout TableReader) -> Void) {
        let found = value(key, "a table") { if case .table(let table) = $0 { table } else { nil } }
        guard let found else { return }
        var reader = TableReader(file: file, path: path + [key], table: found, line: table[key]?.line ?? line)
        read(&reader)
        problems += reader.finish()
    }

    /// Reads each table of a list `[[key]]`; messages call it by its own `name`, or by its number from 1 on.
    mutating func tables(_ key: String, _ read: (inout TableReader) -> Void) {
        let found = value(key, "a list of tables, [[\(key)]]") { content -> [TOMLValue]? in
            guard case .array(let elements) = content else { return nil }
            let areTables = elements.allSatisfy { if case .table = $0.content { true } else { false } }
            return areTables ? elements : nil
        }
        for (index, element) in (found ?? []).enumerated() {
            guard case .table(let table) = element.content else { continue }
            var label = "\(index + 1)"
            if case .string(let name) = table["name"]?.content, !name.isEmpty { label = name }
            var reader = TableReader(file: file, path: path + [key, label], table: table, line: element.line)
            read(&reader)
            problems += reader.finish()
        }
    }

    /// Asks for all that is left: what stands there is of no importance.
    mutating func skip() { asked.formUnion(table.keys) }

    /// Reads a table of environment variables inside this one; names that are none are reported.
    mutating func variables(_ key: String, into variables: inout [String: String]) {
        table(key) { table in
            for name in table.keys {
                guard let value = table.string(name) else { continue }
                if name.isEmpty || name.contains("=") {
                    table.report(name, "not the name of a variable")
                } else {
                    variables[name] = value
                }
            }
        }
    }

    /// Reports the keys that mean nothing.
    ///
    /// - Returns: All problems in the order of their lines, those of inner tables included.
    mutating func finish() -> [ConfigError] {
        for key in keys where !asked.contains(key) {
            let hint = Spelling.nearest(to: key, among: asked).map { "; did you mean \($0)?" } ?? ""
            report(key, "unknown key" + hint)
        }
        problems.sort { ($0.line ?? 0, $0.key ?? "") < ($1.line ?? 0, $1.key ?? "") }
        return problems
    }
}
