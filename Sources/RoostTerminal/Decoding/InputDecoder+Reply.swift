/// Answers of the terminal: CSI reports and OSC, DCS and APC strings.
///
/// Source: ctlseqs, <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>.
extension InputDecoder {
    /// The answer in a CSI sequence.
    static func reply(of sequence: InputSequence) -> TerminalReply? {
        guard let numbers = sequence.numbers else { return nil }
        switch (sequence.marker, sequence.intermediates, sequence.final, numbers.count) {
        case (0x3F, [], 0x63, 1...): return .primaryAttributes(numbers)  // ? c
        case (0x3E, [], 0x63, 1...): return .secondaryAttributes(numbers)  // > c
        case (0x3F, [0x24], 0x79, 2): return .mode(numbers[0], numbers[1])  // ? $ y
        case (0x3F, [], 0x75, 1): return .kittyFlags(numbers[0])  // ? u
        case (0x3F, [], 0x52, 2...3): return .cursorPosition(row: numbers[0], column: numbers[1])  // ? R
        case (nil, [], 0x52, 2) where sequence.isCursorReport:  // R
            return .cursorPosition(row: numbers[0], column: numbers[1])
        case (0x3F, [], 0x6E, 2) where numbers[0] == 997: return .colorScheme(numbers[1])  // ? n
        case (nil, [], 0x74, _): return windowSize(numbers).map { .windowSize($0) }  // t
        default: return nil
        }
    }

    private static func windowSize(_ numbers: [Int]) -> TerminalReply.WindowSize? {
        switch (numbers.first, numbers.count) {
        case (4, 3): .pixels(height: numbers[1], width: numbers[2])
        case (6, 3): .cellPixels(height: numbers[1], width: numbers[2])
        case (8, 3): .cells(rows: numbers[1], columns: numbers[2])
        case (48, 5):
            .resized(
                rows: numbers[1], columns: numbers[2], heightInPixels: numbers[3], widthInPixels: numbers[4])
        default: nil
        }
    }

    /// True if a string with this introducer (`P`, `]` or `_`) and first byte can be an answer.
    ///
    /// Everything else is a key with Alt, at once: M-_ is in use in shells.
    static func isReply(introducer: UInt8, _ first: UInt8) -> Bool {
        switch introducer {
        case 0x5D: (0x30...0x39).contains(first)  // OSC: a number
        case 0x50: first == 0x3E || first == 0x21 || first == 0x30 || first == 0x31  // DCS: > ! 0 1
        default: first == 0x47  // APC: G, kitty graphics
        }
    }

    /// An OSC, DCS or APC, for which `isReply` is true.
    static func string(_ bytes: ArraySlice<UInt8>) -> Step {
        let introducer = bytes[bytes.startIndex + 1]
        let body = bytes.dropFirst(2).prefix(sequenceLimit)
        guard let end = body.firstIndex(where: { $0 < 0x20 }) else {
            return body.count < sequenceLimit ? .incomplete : .tooLong(.droppingString, body.count + 2)
        }
        let content = body[..<end]
        var count = end - bytes.startIndex
        let isOSC = introducer == 0x5D
        if body[end] == 0x07, isOSC {
            count += 1
        } else if body[end] == 0x1B {
            guard let next = bytes.dropFirst(count + 1).first else { return .incomplete }
            guard next == 0x5C else { return .event(.unknown(Array(bytes.prefix(count))), count) }
            count += 2
        } else {
            return .event(.unknown(Array(bytes.prefix(count))), count)
        }
        let replies = isOSC ? color(content).map { [$0] } ?? [] : introducer == 0x50 ? device(content) : []
        if replies.isEmpty { return .event(.unknown(Array(bytes.prefix(count))), count) }
        return .events(replies.map { .reply($0) }, count)
    }

    /// OSC 10, 11 and 12: `number ; rgb:red/green/blue`, also `rgba:` and `#rrggbb`.
    private static func color(_ content: ArraySlice<UInt8>) -> TerminalReply? {
        let fields = String(decoding: content, as: UTF8.self).split(separator: ";", maxSplits: 1)
        guard fields.count == 2, let number = Int(fields[0]), (10...12).contains(number) else { return nil }
        let value = fields[1]
        var parts: [Substring] = []
        if value.hasPrefix("rgb:") {
            parts = value.dropFirst(4).split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
        } else if value.hasPrefix("rgba:") {
            parts = value.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 4 else { return nil }
        } else if value.hasPrefix("#"), value.utf8.count == 7 {
            let digits = value.dropFirst()
            parts = [digits.prefix(2), digits.dropFirst(2).prefix(2), digits.dropFirst(4)]
        }
        let values = parts.prefix(3).compactMap { component($0) }
        guard values.count == 3 else { return nil }
        return .color(number, red: values[0], green: values[1], blue: values[2])
    }

    /// One to four hexadecimal digits, scaled so that all ones stay all ones (XParseColor).
    private static func component(_ digits: Substring) -> UInt16? {
        guard (1...4).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit) else { return nil }
        guard let value = UInt32(digits, radix: 16) else { return nil }
        let largest = (UInt32(1) << UInt32(4 * digits.utf8.count)) - 1
        return UInt16(value * 0xFFFF / largest)
    }

    /// XTVERSION `> | text` and XTGETTCAP `1 + r name = value`, names and values in hexadecimal.
    private static func device(_ content: ArraySlice<UInt8>) -> [TerminalReply] {
        let text = String(decoding: content, as: UTF8.self)
        if text.hasPrefix(">|") { return [.version(String(text.dropFirst(2)))] }
        guard text.hasPrefix("1+r") || text.hasPrefix("0+r") else { return [] }
        let isKnown = text.hasPrefix("1")
        return text.dropFirst(3).split(separator: ";").compactMap { entry in
            let fields = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = unhex(fields[0]) else { return nil }
            guard isKnown else { return .capability(name, nil) }
            guard fields.count == 2 else { return .capability(name, "") }
            return unhex(fields[1]).map { .capability(name, $0) }
        }
    }

    private static func unhex(_ digits: Substring) -> String? {
        let nibbles = digits.compactMap(\.hexDigitValue)
        guard nibbles.count == digits.utf8.count, nibbles.count.isMultiple(of: 2) else { return nil }
        let bytes = stride(from: 0, to: nibbles.count, by: 2).map {
            UInt8(nibbles[$0] << 4 | nibbles[$0 + 1])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
