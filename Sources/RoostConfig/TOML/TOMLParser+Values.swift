extension TOMLParser {
    /// The value at this place, without what follows it.
    mutating func value(depth: Int) throws(ConfigError) -> TOMLValue {
        guard depth < Self.depthLimit else { throw failure("the value is nested too deeply") }
        let line = line
        return TOMLValue(content: try content(depth: depth), line: line)
    }

    private mutating func content(depth: Int) throws(ConfigError) -> TOMLContent {
        switch peek {
        case UInt8(ascii: "\""):
            .string(isNext("\"\"\"") ? try longBasicString() : try basicString())
        case UInt8(ascii: "'"):
            .string(isNext("'''") ? try longLiteralString() : try literalString())
        case UInt8(ascii: "["): try array(depth: depth + 1)
        case UInt8(ascii: "{"): try inlineTable(depth: depth + 1)
        default: try word()
        }
    }

    private mutating func array(depth: Int) throws(ConfigError) -> TOMLContent {
        index += 1
        var elements: [TOMLValue] = []
        while true {
            try skipBlankLines()
            if skip("]") { return .array(elements) }
            elements.append(try value(depth: depth))
            try skipBlankLines()
            if skip("]") { return .array(elements) }
            guard skip(",") else { throw unexpected("\",\" or \"]\"") }
        }
    }

    /// A boolean, a number, a date or a time: what ends at a blank or at punctuation.
    private mutating func word() throws(ConfigError) -> TOMLContent {
        let start = index
        func isPart(_ byte: UInt8) -> Bool { Self.isBare(byte) || [0x2B, 0x2E, 0x3A].contains(byte) }
        while let byte = peek, isPart(byte) { index += 1 }
        guard index > start else { throw unexpected("a value") }
        // A date and its time may have a blank between them.
        if index - start == 10, peek == 0x20, bytes[start + 4] == UInt8(ascii: "-"), index + 1 < bytes.count,
            (0x30...0x39).contains(bytes[index + 1])
        {
            index += 1
            while let byte = peek, isPart(byte) { index += 1 }
        }
        let word = text(start..<index)
        if word == "true" { return .boolean(true) }
        if word == "false" { return .boolean(false) }
        if let number = Self.integer(word) { return .integer(number) }
        if let number = Self.double(word) { return .double(number) }
        if Self.isDate(word) { return .date(word) }
        throw failure("\"\(word)\" is not a value; text stands in quotes")
    }

    private static func integer(_ word: String) -> Int? {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(prefix) {
            return digits(word.dropFirst(2), radix: radix).flatMap { Int($0, radix: radix) }
        }
        let unsigned = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
        guard let plain = digits(unsigned, radix: 10), plain == "0" || plain.first != "0" else { return nil }
        return Int((word.first == "-" ? "-" : "") + plain)
    }

    private static func double(_ word: String) -> Double? {
        let sign = word.first == "-" ? -1.0 : 1.0
        let unsigned = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
        if unsigned == "inf" { return sign * .infinity }
        if unsigned == "nan" { return .nan }
        let parts = unsigned.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let mantissa = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count + mantissa.count > 2, parts.count <= 2, mantissa.count <= 2,
            let whole = mantissa.first.flatMap({ digits($0, radix: 10) }), whole == "0" || whole.first != "0"
        else { return nil }
        var plain = whole
        if mantissa.count == 2 {
            guard let fraction = digits(mantissa[1], radix: 10) else { return nil }
            plain += "." + fraction
        }
        if parts.count == 2 {
            let exponent = parts[1].first == "+" || parts[1].first == "-" ? parts[1].dropFirst() : parts[1]
            guard let digits = digits(exponent, radix: 10) else { return nil }
            plain += "e" + (parts[1].first == "-" ? "-" : "") + digits
        }
        return Double(plain).map { sign * $0 }
    }

    /// The digits alone; nil unless each underscore stands between two of them.
    private static func digits(_ word: Substring, radix: Int) -> String? {
        guard !word.isEmpty, word.first != "_", word.last != "_", !word.contains("__") else { return nil }
        let digits = word.filter { $0 != "_" }
        return digits.allSatisfy { $0.isASCII && $0.hexDigitValue.map { $0 < radix } ?? false } ? digits : nil
    }

    /// `2026-11-20`, `12:40:58.5`, or both with `T` or a blank between them and `Z` or an offset after.
    private static func isDate(_ word: String) -> Bool {
        let date = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        let time = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?"
        let offset = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?"
        guard let pattern = try? Regex("\(date)([Tt ]\(time)\(offset))?|\(time)") else { return false }
        return word.wholeMatch(of: pattern) != nil
    }
}
