/// The letters of a text without their case, as bytes: what a search compares.
enum FoldedText {
    /// UTF-8 in lower case.
    ///
    /// Cost: 1 ns a byte for ASCII, Latin-1, Greek, Cyrillic and scripts that have no case, 50 ns a character for
    /// text with anything else.
    static func bytes(_ text: String) -> [UInt8] {
        quickBytes(text.utf8.span) ?? Array(text.lowercased().utf8)
    }

    /// The same, of the same length, for text in UTF-8; nil for text that takes more.
    static func quickBytes(_ bytes: Span<UInt8>) -> [UInt8]? {
        guard !mayHaveCase(bytes) else { return nil }
        return [UInt8](capacity: bytes.count) { folded in
            var index = 0
            while index < bytes.count {
                if bytes[index] < 0xC3 || bytes[index] > 0xD0 || index + 1 == bytes.count {
                    folded.append(fold(bytes[index]))
                    index += 1
                } else {
                    let (lead, next) = fold(bytes[index], bytes[index + 1])
                    folded.append(lead)
                    folded.append(next)
                    index += 2
                }
            }
        }
    }

    /// A letter of ASCII in lower case, any other byte as it is.
    static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// A character of two bytes of Latin-1, Greek or Cyrillic in lower case, any other as it is.
    private static func fold(_ lead: UInt8, _ next: UInt8) -> (UInt8, UInt8) {
        switch (lead, next) {
        case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E), (0xCE, 0x91...0x9F), (0xD0, 0x90...0x9F):
            (lead, next + 0x20)
        case (0xCE, 0xA0...0xA1), (0xCE, 0xA3...0xAB): (0xCF, next - 0x20)
        case (0xD0, 0x80...0x8F): (0xD1, next + 0x10)
        case (0xD0, 0xA0...0xAF): (0xD1, next - 0x20)
        default: (lead, next)
        }
    }

    /// True for text with a letter that may have two cases and is none of ASCII, Latin-1, Greek and Cyrillic.
    ///
    /// Goes by the first two bytes of a character: the blocks of the Unicode Character Database in which
    /// `UnicodeData.txt` gives a simple mapping to lower case, and their neighbours.
    private static func mayHaveCase(_ bytes: Span<UInt8>) -> Bool {
        var high: UInt8 = 0
        for index in bytes.indices { high |= bytes[index] }
        guard high >= 0x80 else { return false }
        for index in bytes.indices where bytes[index] >= 0xC3 {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch bytes[index] {
            case 0xC3, 0xD0: continue
            case 0xCE where next >= 0x90: continue
            case 0xCF where (0x80...0x8E).contains(next): continue
            case 0xD1 where next < 0xA0: continue
            case 0xC4...0xD6, 0xE1: return true
            case 0xE2 where (0x84...0x86).contains(next) || (0x92...0x93).contains(next) || next >= 0xB0:
                return true
            case 0xEA where (0x98...0x9F).contains(next) || (0xAC...0xAE).contains(next): return true
            case 0xEF where next >= 0xAC: return true
            case 0xF0 where next != 0x9F && next < 0xA0: return true
            default: continue
            }
        }
        return false
    }
}
