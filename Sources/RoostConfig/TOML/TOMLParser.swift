/// Parses TOML 1.0.0 (https://toml.io/en/v1.0.0) and keeps the line of every value.
///
/// roost's own, since messages about what a value says need its line, and a configuration must not be able to
/// stop the program. Nesting is bounded; work is linear in the length of the text.
struct TOMLParser {
    /// What a file says of itself at the deepest; each level costs stack.
    static let depthLimit = 64

    let file: String
    let bytes: [UInt8]
    var index = 0
    var line = 1

    /// The table that a whole file is.
    ///
    /// - Throws: ``ConfigError`` with the first line that is not TOML.
    static func parse(_ text: String, file: String) throws(ConfigError) -> TOMLValue {
        var parser = TOMLParser(file: file, bytes: Array(text.utf8))
        return try parser.document()
    }

    private init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    private mutating func document() throws(ConfigError) -> TOMLValue {
        let root = TOMLTableBuilder(.header, line: 1)
        var table = root
        // A byte order mark, which some editors write.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        while true {
            try skipBlankLines()
            guard peek != nil else { return root.value }
            if peek == UInt8(ascii: "[") {
                table = try header(in: root)
            } else {
                try pair(into: table)
            }
            try endLine()
        }
    }

    /// `[a.b]` or `[[a.b]]`; gives the table that it opens.
    private mutating func header(in root: TOMLTableBuilder) throws(ConfigError) -> TOMLTableBuilder {
        let line = line
        index += 1
        let isElement = skip("[")
        let path = try keyPath()
        guard skip("]"), !isElement || skip("]") else { throw unexpected("\"\(isElement ? "]]" : "]")\"") }
        guard let last = path.last, let parent = root.descend(path.dropLast(), line: line) else {
            throw failure("\(path.joined(separator: ".")) lies in something that is no table", line: line)
        }
        let table = isElement ? parent.append(last, line: line) : parent.open(last, line: line)
        guard let table else { throw failure("\(path.joined(separator: ".")) is there already", line: line) }
        return table
    }

    /// `a.b = value`.
    private mutating func pair(into table: TOMLTableBuilder) throws(ConfigError) {
        let line = line
        let path = try keyPath()
        guard skip("=") else { throw unexpected("\"=\" after the key") }
        skipSpace()
        let value = TOMLValue(content: try value(depth: 0).content, line: line)
        guard table.set(path, to: value) else {
            throw failure("\(path.joined(separator: ".")) is there already", line: line)
        }
    }

    /// `{ a = 1, b.c = 2 }`, closed for good.
    mutating func inlineTable(depth: Int) throws(ConfigError) -> TOMLContent {
        index += 1
        let table = TOMLTableBuilder(.header, line: line)
        skipSpace()
        if skip("}") { return table.value.content }
        repeat {
            let line = line
            let path = try keyPath()
            guard skip("=") else { throw unexpected("\"=\" after the key") }
            skipSpace()
            let value = TOMLValue(content: try value(depth: depth).content, line: line)
            guard table.set(path, to: value) else {
                throw failure("\(path.joined(separator: ".")) is there already", line: line)
            }
            skipSpace()
        } while skip(",")
        guard skip("}") else { throw unexpected("\"}\" on the same line") }
        return table.value.content
    }

    /// `a."b c".d` with the blanks around it.
    private mutating func keyPath() throws(ConfigError) -> [String] {
        var path: [String] = []
        repeat {
            skipSpace()
            path.append(try key())
            skipSpace()
        } while skip(".")
        guard path.count <= Self.depthLimit else { throw failure("the key has too many parts") }
        return path
    }

    private mutating func key() throws(ConfigError) -> String {
        if peek == UInt8(ascii: "\"") { return try basicString() }
        if peek == UInt8(ascii: "'") { return try literalString() }
        let start = index
        while let byte = peek, Self.isBare(byte) { index += 1 }
        guard index > start else { throw unexpected("a key") }
        return text(start..<index)
    }

    static func isBare(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
    }
}

// MARK: - Steps

extension TOMLParser {
    /// The next byte; nil at the end.
    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    func isNext(_ word: String) -> Bool { bytes[index...].starts(with: word.utf8) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Goes over a word if it comes next.
    mutating func skip(_ word: String) -> Bool {
        guard isNext(word) else { return false }
        index += word.utf8.count
        return true
    }

    mutating func skipSpace() {
        while peek == 0x20 || peek == 0x09 { index += 1 }
    }

    /// Goes over an end of line, which is LF or CR LF.
    mutating func skipNewline() -> Bool {
        guard skip("\n") || skip("\r\n") else { return false }
        line += 1
        return true
    }

    /// Goes over blanks, comments and empty lines.
    mutating func skipBlankLines() throws(ConfigError) {
        repeat {
            skipSpace()
            try skipComment()
        } while skipNewline()
    }

    private mutating func skipComment() throws(ConfigError) {
        guard peek == UInt8(ascii: "#") else { return }
        while let byte = peek, byte != 0x0A, !isNext("\r\n") {
            guard Self.isPrintable(byte) else { throw failure("the comment has a control character") }
            index += 1
        }
    }

    /// After a header or a pair nothing but a comment may follow on the line.
    private mutating func endLine() throws(ConfigError) {
        skipSpace()
        try skipComment()
        guard peek == nil || skipNewline() else { throw unexpected("the end of the line") }
    }

    static func isPrintable(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte != 0x7F) || byte == 0x09 }

    func failure(_ cause: String, line: Int? = nil) -> ConfigError {
        ConfigError(file: file, line: line ?? self.line, cause: cause)
    }

    func unexpected(_ expected: String) -> ConfigError {
        guard let byte = peek else { return failure("expected \(expected), found the end of the file") }
        if byte == 0x0A || byte == 0x0D { return failure("expected \(expected), found the end of the line") }
        guard Self.isPrintable(byte) else {
            return failure("expected \(expected), found a control character")
        }
        // One character, however many bytes it has.
        let character = String(decoding: bytes[index...].prefix(16), as: UTF8.self).prefix(1)
        return failure("expected \(expected), found \"\(character)\"")
    }
}
