/// A pattern for one row of a screen, or for a title: text where `*` stands for anything, and `[◐◑]` or
/// `[⠀-⣿]` for one character of a set.
///
/// It matches the whole text; ASCII letters match in either case, since releases change it more often than
/// the words. A bracket as such is written `[[]`.
package struct TextPattern: Hashable, Sendable, ExpressibleByStringLiteral {
    private enum Element: Sendable {
        case byte(UInt8)
        case anyOf([ClosedRange<UInt32>])
    }

    /// The parts between the stars; the first and the last are anchored.
    private let segments: [[Element]]
    /// As it was written.
    package let text: String

    package init(stringLiteral text: String) { self.init(text) }

    /// Reads a pattern; see ``problem(in:)`` for texts that are none.
    package init(_ text: String) {
        self.text = text
        var segments: [[Element]] = [[]]
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*":
                segments.append([])
            case "[":
                segments[segments.count - 1].append(.anyOf(Self.set(&rest)))
            default:
                segments[segments.count - 1] += UTF8.encode(scalar).map { $0.map { .byte($0.folded) } } ?? []
            }
        }
        self.segments = segments
    }

    /// What is wrong with a text as a pattern; nil: nothing.
    package static func problem(in text: String) -> String? {
        guard text.contains(where: { $0 != "*" && $0 != " " }) || text == "*" else {
            return "a pattern needs a word to look for"
        }
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "[" else { continue }
            guard rest.dropFirst().contains("]") else {
                return "\"[\" begins a set of characters that no \"]\" ends; a bracket is written \"[[]\""
            }
            _ = set(&rest)
        }
        return nil
    }

    private static func set(_ rest: inout Substring.UnicodeScalarView) -> [ClosedRange<UInt32>] {
        var ranges: [ClosedRange<UInt32>] = []
        while let first = rest.popFirst() {
            if first == "]", !ranges.isEmpty { break }
            if rest.first == "-", let last = rest.dropFirst().first, last != "]", last >= first {
                rest = rest.dropFirst(2)
                ranges.append(first.value...last.value)
            } else {
                ranges.append(first.value...first.value)
            }
        }
        return ranges
    }

    package static func == (one: Self, other: Self) -> Bool { one.text == other.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Whether the whole text is what the pattern says; cost: the text's length for each star.
    func matches(_ text: ArraySlice<UInt8>) -> Bool {
        guard var position = end(of: segments[0], in: text, at: text.startIndex) else { return false }
        guard segments.count > 1 else { return position == text.endIndex }
        for segment in segments[1..<(segments.count - 1)] {
            guard let next = find(segment, in: text, from: position) else { return false }
            position = next
        }
        return endsWith(segments[segments.count - 1], text, from: position)
    }

    /// Whether the text is what the pattern says.
    func matches(_ text: String) -> Bool { matches(Array(text.utf8)[...]) }

    private func find(_ segment: [Element], in text: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard let first = segment.first else { return start }
        guard case .byte(let byte) = first else {
            return (start..<text.endIndex).lazy.compactMap { end(of: segment, in: text, at: $0) }.first
        }
        var position = start
        while position < text.endIndex {
            if text[position].folded == byte, let end = end(of: segment, in: text, at: position) {
                return end
            }
            position += 1
        }
        return nil
    }

    private func endsWith(_ segment: [Element], _ text: ArraySlice<UInt8>, from start: Int) -> Bool {
        guard !segment.isEmpty else { return true }
        // A set takes one to four bytes.
        var position = max(start, text.endIndex - segment.count * 4)
        while position < text.endIndex {
            if end(of: segment, in: text, at: position) == text.endIndex { return true }
            position += 1
        }
        return false
    }

    private func end(of segment: [Element], in text: ArraySlice<UInt8>, at start: Int) -> Int? {
        var position = start
        for element in segment {
            guard position < text.endIndex else { return nil }
            switch element {
            case .byte(let byte):
                guard text[position].folded == byte else { return nil }
                position += 1
            case .anyOf(let ranges):
                let (scalar, length) = text.scalar(at: position)
                guard ranges.contains(where: { $0.contains(scalar) }) else { return nil }
                position += length
            }
        }
        return position
    }
}

extension UInt8 {
    /// An ASCII capital as its small letter, anything else as it is.
    var folded: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    /// A digit, a letter or `_`.
    var isWord: Bool { folded &- 0x61 < 26 || isDigit || self == UInt8(ascii: "_") }
    var isDigit: Bool { self &- 0x30 < 10 }
}

extension ArraySlice<UInt8> {
    /// The character at an index, and how many bytes it takes; of broken UTF-8 one byte as it is.
    func scalar(at index: Int) -> (value: UInt32, length: Int) {
        let lead = self[index]
        let (length, bits): (Int, UInt8) =
            switch lead {
            case 0xC2...0xDF: (2, lead & 0x1F)
            case 0xE0...0xEF: (3, lead & 0x0F)
            case 0xF0...0xF4: (4, lead & 0x07)
            default: (1, lead)
            }
        guard length > 1, index + length <= endIndex else { return (UInt32(lead), 1) }
        var value = UInt32(bits)
        for byte in self[(index + 1)..<(index + length)] { value = value << 6 | UInt32(byte & 0x3F) }
        return (value, length)
    }

    var text: String { String(decoding: self, as: UTF8.self) }
}
