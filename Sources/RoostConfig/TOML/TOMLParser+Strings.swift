extension TOMLParser {
    /// `"a\n"` on one line.
    mutating func basicString() throws(ConfigError) -> String {
        index += 1
        var content: [UInt8] = []
        while let byte = peek, Self.isPrintable(byte) {
            if skip("\"") { return String(decoding: content, as: UTF8.self) }
            if skip("\\") {
                content += try escape()
            } else {
                content.append(byte)
                index += 1
            }
        }
        throw unexpected("\" at the end of the text")
    }

    /// `'a'` on one line, in which a backslash is a backslash.
    mutating func literalString() throws(ConfigError) -> String {
        index += 1
        let start = index
        while let byte = peek, Self.isPrintable(byte) {
            if skip("'") { return text(start..<index - 1) }
            index += 1
        }
        throw unexpected("' at the end of the text")
    }

    /// `"""`: a first end of line is dropped, a backslash at an end of line joins it to the next word.
    mutating func longBasicString() throws(ConfigError) -> String {
        index += 3
        _ = skipNewline()
        var content: [UInt8] = []
        while let byte = peek {
            if let quotes = closing("\"") {
                content += Array(repeating: byte, count: quotes)
                return String(decoding: content, as: UTF8.self)
            } else if skip("\\") {
                if try !skipLineEnd() { content += try escape() }
            } else if skipNewline() {
                content.append(0x0A)
            } else {
                guard Self.isPrintable(byte) else { break }
                content.append(byte)
                index += 1
            }
        }
        throw unexpected("\"\"\" at the end of the text")
    }

    /// `'''`: as it stands, without a first end of line.
    mutating func longLiteralString() throws(ConfigError) -> String {
        index += 3
        _ = skipNewline()
        var content: [UInt8] = []
        while let byte = peek {
            if let quotes = closing("'") {
                content += Array(repeating: byte, count: quotes)
                return String(decoding: content, as: UTF8.self)
            } else if skipNewline() {
                content.append(0x0A)
            } else {
                guard Self.isPrintable(byte) else { break }
                content.append(byte)
                index += 1
            }
        }
        throw unexpected("\'\'\' at the end of the text")
    }

    /// Goes over three to five quotes, and says how many of them are still content; nil for fewer.
    private mutating func closing(_ quote: Unicode.Scalar) -> Int? {
        let count = bytes[index...].prefix(5).prefix { $0 == UInt8(ascii: quote) }.count
        guard count >= 3 else { return nil }
        index += count
        return count - 3
    }

    /// After a backslash: goes over the end of the line, if there is one, and all blanks and lines after it.
    private mutating func skipLineEnd() throws(ConfigError) -> Bool {
        let start = index
        skipSpace()
        guard skipNewline() else {
            index = start
            return false
        }
        repeat { skipSpace() } while skipNewline()
        return true
    }

    /// After a backslash: the bytes that the escape stands for.
    private mutating func escape() throws(ConfigError) -> [UInt8] {
        guard let byte = peek else { throw unexpected("an escape") }
        let escapes: [Unicode.Scalar: UInt8] = [
            "b": 0x08, "t": 0x09, "n": 0x0A, "f": 0x0C, "r": 0x0D, "\"": 0x22, "\\": 0x5C,
        ]
        if let single = escapes[Unicode.Scalar(byte)] {
            index += 1
            return [single]
        }
        guard byte == UInt8(ascii: "u") || byte == UInt8(ascii: "U") else {
            throw unexpected("one of b t n f r \" \\ u U after \"\\\"")
        }
        index += 1
        let digits = bytes[index...].prefix(byte == UInt8(ascii: "u") ? 4 : 8)
        let isNumber = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        let number = isNumber ? UInt32(String(decoding: digits, as: UTF8.self), radix: 16) : nil
        guard digits.count == (byte == UInt8(ascii: "u") ? 4 : 8),
            let scalar = number.flatMap(Unicode.Scalar.init)
        else { throw failure("\"\\\(Character(Unicode.Scalar(byte)))\" needs the number of a character") }
        index += digits.count
        return Array(String(Character(scalar)).utf8)
    }
}
