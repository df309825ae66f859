/// The letters of a text without their case, as bytes: what a search compares.
enum FoldedText {
    /// UTF-8 in lower case.
    ///
    /// Cost: 0.1 ns a byte for ASCII, 1 ns for Latin-1, Greek, Cyrillic and scripts that have no case, 50 ns a
    /// character for any other.
    static func bytes(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        fold(&bytes)
        return bytes
    }

    /// Brings well-formed UTF-8 to lower case.
    static func fold(_ bytes: inout [UInt8]) {
        var high: UInt8 = 0
        for byte in bytes { high |= byte }
        guard high >= 0x80 else {
            for index in bytes.indices { bytes[index] = fold(bytes[index]) }
            return
        }
        var end = foldQuickly(&bytes, from: 0)
        guard end < bytes.count else { return }
        // A letter may have more bytes in the other case.
        var folded = Array(bytes[..<end])
        while end < bytes.count {
            let start = fold(bytes, at: end, to: &folded)
            end = foldQuickly(&bytes, from: start)
            folded += bytes[start..<end]
        }
        bytes = folded
    }

    /// A letter of ASCII in lower case, any other byte as it is.
    static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Brings text to lower case where it stands.
    ///
    /// - Returns: Where a letter is that may have two cases and is none of ASCII, Latin-1, Greek and Cyrillic.
    private static func foldQuickly(_ bytes: inout [UInt8], from start: Int) -> Int {
        var text = bytes.mutableSpan
        var index = start
        while index < text.count {
            let lead = text[index]
            guard lead >= 0xC3 else {
                text[index] = fold(lead)
                index += 1
                continue
            }
            guard index + 1 < text.count else { return text.count }
            let next = text[index + 1]
            if lead <= 0xD1 {
                let (first, second) = fold(lead, next)
                guard first != 0 else { return index }
                (text[index], text[index + 1]) = (first, second)
                index += 2
            } else {
                if mayHaveCase(lead, next, index + 2 < text.count ? text[index + 2] : 0) { return index }
                index += lead < 0xE0 ? 2 : 3
            }
        }
        return text.count
    }

    /// A character of two bytes of Latin-1, Greek or Cyrillic in lower case; zeros for any other.
    private static func fold(_ lead: UInt8, _ next: UInt8) -> (UInt8, UInt8) {
        switch (lead, next) {
        case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E), (0xCE, 0x91...0x9F), (0xD0, 0x90...0x9F):
            (lead, next + 0x20)
        case (0xCE, 0xA0...0xA1), (0xCE, 0xA3...0xAB): (0xCF, next - 0x20)
        case (0xD0, 0x80...0x8F): (0xD1, next + 0x10)
        case (0xD0, 0xA0...0xAF): (0xD1, next - 0x20)
        case (0xC3, _), (0xD0, _), (0xCE, 0x90...0xFF), (0xCF, 0x80...0x8E), (0xD1, 0x00...0x9F): (lead, next)
        default: (0, 0)
        }
    }

    /// True for the first bytes of a letter that may have two cases; the first is none below U+0480.
    ///
    /// Goes by the blocks of the Unicode Character Database in which `UnicodeData.txt` gives a simple mapping to
    /// lower case, and their neighbours.
    private static func mayHaveCase(_ lead: UInt8, _ next: UInt8, _ third: UInt8) -> Bool {
        switch lead {
        case 0xD2...0xD6, 0xE1: true
        // Letters and numbers in other forms; arrows come after them.
        case 0xE2:
            (0x84...0x85).contains(next) || next == 0x86 && third < 0x90
                || (0x92...0x93).contains(next) || next >= 0xB0
        case 0xEA: (0x98...0x9F).contains(next) || (0xAC...0xAE).contains(next)
        case 0xEF: next >= 0xAC
        case 0xF0: next != 0x9F && next < 0xA0
        default: false
        }
    }

    /// Appends the character at a place in lower case.
    ///
    /// - Returns: Where the next one is.
    private static func fold(_ bytes: [UInt8], at start: Int, to folded: inout [UInt8]) -> Int {
        var decoder = ScalarDecoder()
        for index in start..<bytes.count {
            switch decoder.take(bytes[index]) {
            case .more: continue
            case .scalar(let scalar):
                folded += scalar.properties.lowercaseMapping.utf8
                return index + 1
            case .invalid:
                folded.append(bytes[start])
                return start + 1
            }
        }
        folded += bytes[start...]
        return bytes.count
    }
}
