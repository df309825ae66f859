import RoostTestSupport
/// Text and sequences as programs write them, and as none ever should.
///
/// The forms are those of ECMA-48 section 5.4 and of
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html; the numbers are often extreme.
enum SequenceGrammar {
    /// Appends pieces until there are at least `count` bytes.
    static func append(_ count: Int, to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let end = bytes.count + count
        while bytes.count < end { appendPiece(to: &bytes, &random) }
    }

    private static func appendPiece(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        switch random.below(64) {
        case ..<12: TextGrammar.appendASCII(to: &bytes, &random)
        case ..<18: TextGrammar.appendUnicode(to: &bytes, &random)
        case ..<24: bytes += random.pick([[0x0D, 0x0A], [0x0A], [0x0D], [0x08], [0x09], [0x0B], [0x07]])
        case 24: bytes.append(UInt8(random.below(0x20)))
        case ..<29: appendEscape(to: &bytes, &random)
        case ..<41: appendControl(to: &bytes, &random)
        case ..<46: appendGraphics(to: &bytes, &random)
        case ..<52: appendMode(to: &bytes, &random)
        case ..<56: StringGrammar.appendCommand(to: &bytes, &random)
        case ..<58: StringGrammar.appendDeviceControl(to: &bytes, &random)
        case 58: StringGrammar.appendIgnored(to: &bytes, &random)
        case 59: appendC1(to: &bytes, &random)
        case 60: appendBroken(to: &bytes, &random)
        case 61: for _ in 0..<random.size(1, 32) { bytes.append(random.byte()) }
        case 62: appendRectangle(to: &bytes, &random)
        default: appendIdiom(to: &bytes, &random)
        }
    }

    /// A parameter: mostly one that fits a screen.
    static func number(_ random: inout SeededGenerator) -> String {
        switch random.below(32) {
        case ..<16: String(random.below(12))
        case ..<24: String(random.below(100))
        case ..<27: ""
        case 27: String(random.below(2500))
        case 28: random.pick(["65535", "65536", "32767", "32768", "255", "256", "2000", "2001", "1000"])
        case 29: random.pick(["1000000000", "2147483647", "2147483648", "4294967296", "9223372036854775808"])
        case 30: "000000000000000000000\(random.below(100))"
        default: String(repeating: "9", count: random.size(1, 40))
        }
    }

    private static func parameters(_ random: inout SeededGenerator) -> String {
        let count =
            random.once(in: 2000)
            ? random.size(100, 10_000) : random.once(in: 30) ? random.size(5, 40) : random.below(5)
        var text = ""
        for index in 0..<count {
            if index > 0 { text += random.once(in: 12) ? ":" : ";" }
            text += number(&random)
        }
        return text
    }

    /// CSI with any marker, any intermediate and any final byte, those that mean something more often.
    private static func appendControl(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        bytes += [0x1B, 0x5B]
        if random.below(3) > 0 {
            bytes += parameters(&random).utf8
            bytes += random.pick(knownFinals)
            return
        }
        if random.once(in: 3) { bytes.append(UInt8(random.number(0x3C...0x3F))) }
        bytes += parameters(&random).utf8
        let intermediates = random.once(in: 3) ? 1 : random.once(in: 20) ? random.below(6) : 0
        for _ in 0..<intermediates { bytes.append(UInt8(random.number(0x20...0x2F))) }
        bytes.append(UInt8(random.number(0x40...0x7E)))
    }

    /// Final bytes with what stands before them.
    private static let knownFinals: [[UInt8]] =
        [
            "@", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X", "Z",
            "^", "`",
            "a", "b", "b", "c", "d", "e", "f", "g", "h", "l", "m", "n", "r", "r", "s", "s", "t", "u", "x",
            " @", " A",
            " q", "!p", "\"p", "\"q", "$p", "$r", "$t", "$v", "$x", "$z", "${", "*x", "*y", "'}", "'~", "$w",
            "$}", "$~",
            "#P",
            "#Q", "#{", "#}", "#R", "\"v", "+p", ")p", "&u", "'z", "'|",
        ].map { Array($0.utf8) }

    /// SGR, legal and not.
    private static func appendGraphics(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        bytes += [0x1B, 0x5B]
        for index in 0..<random.number(1...4) {
            if index > 0 { bytes.append(0x3B) }
            let byte = { (random: inout SeededGenerator) in
                String(random.below(random.once(in: 20) ? 300 : 256))
            }
            let code = random.pick(["38", "48", "58"])
            let text =
                switch random.below(8) {
                case 0: "\(code);5;\(byte(&random))"
                case 1: "\(code);2;\(byte(&random));\(byte(&random));\(byte(&random))"
                case 2: "\(code):2::\(byte(&random)):\(byte(&random)):\(byte(&random))"
                case 3: "\(code):5:\(byte(&random))"
                case 4: "4:\(random.below(7))"
                case 5: ""
                default: String(random.below(111))
                }
            bytes += text.utf8
        }
        bytes.append(0x6D)
    }

    private static let privateModes = [
        1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 9, 12, 18, 19, 25, 34, 35, 40, 41, 42, 45, 45, 47, 66, 67, 69, 69, 80,
        95, 1000,
        1001, 1002, 1003, 1004, 1005, 1006, 1007, 1010, 1015, 1016, 1034, 1036, 1039, 1045, 1047, 1048, 1049,
        1049,
        2004, 2026, 2027, 2031, 2048, 9001,
    ]

    private static func appendMode(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        if random.once(in: 8) {
            let mode = random.pick([2, 4, 4, 12, 20, random.below(40)])
            bytes += "\u{1B}[\(mode)\(random.pick(["h", "l", "$p"]))".utf8
            return
        }
        let modes = (0..<(random.once(in: 10) ? random.below(6) : 1)).map { _ in
            String(random.pick(privateModes))
        }
        let final = random.pick(["h", "h", "h", "h", "l", "l", "l", "l", "s", "r", "$p"])
        bytes += "\u{1B}[?\(modes.joined(separator: ";"))\(final)".utf8
    }

    /// Margins, and what they matter to.
    private static func appendRectangle(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let final = random.pick(["r", "s", "$z", "${", "*y", "H"])
        if final == "s" { bytes += "\u{1B}[?69h".utf8 }
        let count = final == "*y" ? 6 : final.hasPrefix("$") ? 4 : 2
        let numbers = (0..<count).map { _ in number(&random) }
        bytes += "\u{1B}[\(numbers.joined(separator: ";"))\(final)".utf8
    }

    private static let escapes: [[UInt8]] =
        [
            "6", "7", "8", "9", "=", ">", "D", "E", "H", "M", "M", "N", "O", "V", "W", "Z", "c", "n", "o",
            "|", "}", "~",
            "#3", "#4", "#5", "#6", "#8", "(0", "(B", "(A", ")0", ")B", "*0", "+0", "-A", ".A", "/A", " F",
            " G", "%G",
            "%@", "\\",
        ].map { Array($0.utf8) }

    private static func appendEscape(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        bytes.append(0x1B)
        if random.below(4) > 0 { return bytes += random.pick(escapes) }
        for _ in 0..<(random.once(in: 4) ? random.below(5) : 0) {
            bytes.append(UInt8(random.number(0x20...0x2F)))
        }
        bytes.append(UInt8(random.number(0x30...0x7E)))
    }

    /// Controls of 80...9F, in UTF-8 or as bytes of their own.
    private static func appendC1(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        if random.below(3) > 0 { bytes.append(0xC2) }
        bytes.append(UInt8(random.number(0x80...0x9F)))
        if random.once(in: 2) { bytes += "\(parameters(&random))H".utf8 }
    }

    /// Sequences that something cuts short, or that have controls within them.
    private static func appendBroken(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let start = bytes.count
        appendControl(to: &bytes, &random)
        let place = start + random.below(bytes.count - start)
        switch random.below(5) {
        case 0: bytes.removeSubrange(place...)
        case 1: bytes.insert(random.pick([0x18, 0x1A]), at: place)
        case 2: bytes.insert(0x1B, at: place)
        case 3: bytes.insert(UInt8(random.below(0x20)), at: place)
        default: bytes.insert(UInt8(random.number(0x7F...0xFF)), at: place)
        }
    }

    /// What goes wrong in terminals more often than elsewhere.
    private static func appendIdiom(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let text =
            switch random.below(16) {
            case 0: "\u{1B}[?1049h\u{1B}[2J\u{1B}[H"
            case 1: "\u{1B}[?1049l"
            case 2: "\u{1B}[999;999H\u{1B}[6n"
            case 3: "\u{1B}[?69h\u{1B}[\(random.number(1...9));\(random.number(2...30))s"
            case 4: "\u{1B}[\(random.number(1...5));\(random.number(2...20))r\u{1B}[?6h"
            case 5: "x\u{1B}[\(number(&random))b"
            case 6: "漢\u{1B}[\(number(&random))b"
            case 7: "\u{1B}[999C漢\u{8}\u{8}e\u{301}"
            case 8: "\u{1B}[1\"qsafe\u{1B}[0\"q\u{1B}[?2J"
            case 9: "\u{1B}[4h漢字\u{1B}[D\u{1B}[4l"
            case 10: "\u{1B}[3J"
            case 11: "\u{1B}[!p"
            case 12: "\u{1B}[2J\u{1B}[H"
            case 13: "\u{1B}[\(random.number(1...9));\(random.number(1...9));5;9;1;2;3;1$v"
            case 14: "\u{1B}[6\(random.number(1...6))\"p"
            default: "\u{1B}[?45h\r\u{8}\u{8}\u{8}"
            }
        bytes += text.utf8
    }
}
