import RoostTestSupport
/// OSC, DCS, and the strings that nobody reads.
enum StringGrammar {
    /// Ends a string as it should be, or in one of the ways it should not.
    private static func end(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        switch random.below(24) {
        case ..<10: bytes.append(0x07)
        case ..<19: bytes += [0x1B, 0x5C]
        case 19: bytes += [0xC2, 0x9C]
        case 20: bytes.append(random.pick([0x18, 0x1A]))
        case 21: bytes.append(0x1B)
        case 22: bytes.append(0x9C)
        default: break
        }
    }

    private static let commands: [String] = [
        "0;title", "1;icon", "2;", "2;a\u{1F600}b", "4;1;?", "4;1;red;2;?;300;?", "4;256;?", "4;-1;?",
        "5;0;?", "7;",
        "7;file://host/tmp/a%20b%", "7;file:///%2e%zz%1", "8;;http://example.org/a",
        "8;id=x;http://example.org/b",
        "8;;", "8;a=b:id=y:;ftp://x", "9;note", "9;4;1;50", "9;4;3", "9;4;9;999", "9;9;\"/tmp\"", "10;?",
        "11;?",
        "12;?", "10;?;?;?;?;?;?;?;?;?;?;?", "11;rgb:12/34/56", "10;#abc", "10;#aabbccddeeff",
        "12;rgb:f/ff/fff",
        "13;?", "17;?", "19;?", "21;foreground=?", "22;pointer", "50;?", "52;c;?", "52;c;aGVsbG8=", "52;;%%%",
        "52;pcs01234567;////", "52;c;", "60", "99;i=1:d=0;title", "99;i=1:d=1:p=body;body", "99;;x", "104",
        "104;1;2",
        "105;3", "110", "111", "112", "119", "133;A", "133;B", "133;C;cmdline_url=a%20b", "133;C", "133;D;1",
        "133;D",
        "133;P;k=i", "777;notify;a;b", "777;notify", "1337;CurrentDir=/tmp", "1337;File=:", "9999;x", ";", "",
        "99999999999;x",
    ]

    static func appendCommand(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        bytes += [0x1B, 0x5D]
        switch random.below(32) {
        case ..<22: bytes += random.pick(commands).utf8
        case ..<26:
            bytes += "\(random.below(140));".utf8
            appendBody(random.size(1, 300), to: &bytes, &random)
        case 26:
            bytes += random.pick(commands).utf8
            bytes += repeatElement(UInt8(random.number(0x20...0x7E)), count: random.size(1, 6000))
        case 27: bytes += "2;\(random.pick(["\u{1B}[A", "\u{9C}", "\u{0}\u{1}\n\r\t", "\u{202E}abc"]))".utf8
        case 28:
            bytes += "52;c;".utf8
            for _ in 0..<random.size(1, 2000) { bytes.append(random.pick(Array("QUFB0+/=".utf8))) }
        case 29:
            bytes += "8;id=\(random.below(1000));http://example.org/\(random.below(100_000))".utf8
        case 30:
            for _ in 0..<random.size(1, 40) {
                bytes += "\(random.pick(["4", "10", "5"]));\(random.below(300));?;".utf8
            }
        default:
            // Longer than anything that is kept.
            let count = random.once(in: 300) ? 1_600_000 : random.once(in: 10) ? 20_000 : 500
            bytes += random.pick(["52;c;", "2;", "133;", "8;;"]).utf8
            bytes += repeatElement(0x41, count: count)
        }
        end(&bytes, &random)
    }

    private static let requests: [String] =
        [
            "m", "r", "s", "t", " q", "\"q", "\"p", "$|", "*|", "*x", "$}", "$~", "x", "", "\u{1B}[31m",
            "m;m", "q",
            "\n", "rm -rf", "1$r0m",
        ].map { "$q\($0)" }
        + [
            "544e", "436f", "RGB", "524742", "6b75", "6B63757531", "zz", "5", "5375;536d756c78", "", ";;;",
            "6e616d65;00",
            "4142430a", "1b5b41",
        ].map { "+q\($0)" }
        + [
            "q#0;2;0;0;0#0~~@@vv@@~~$-", "0;1;0q\"1;1;10;10#1!10~-", "1000p", "1$tx", "0;1|17/20", ">|x",
            "=1s", "!|0",
            "1;2;3;4;5{abc", "+p", "$p", "1:2q",
        ]

    static func appendDeviceControl(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        bytes += [0x1B, 0x50]
        switch random.below(8) {
        case ..<5: bytes += random.pick(requests).utf8
        case 5:
            bytes += "\(SequenceGrammar.number(&random));\(SequenceGrammar.number(&random))".utf8
            bytes.append(UInt8(random.number(0x20...0x7E)))
            appendBody(random.size(1, 400), to: &bytes, &random)
        case 6:
            // One in another, as tmux's passthrough does.
            for _ in 0..<random.size(1, 50) { bytes += "tmux;\u{1B}\u{1B}P+q".utf8 }
        default:
            bytes += random.pick(["q", "+q", "$q"]).utf8
            appendBody(random.once(in: 50) ? 100_000 : random.size(1, 6000), to: &bytes, &random)
        }
        end(&bytes, &random)
    }

    /// APC (kitty graphics and others), PM, SOS.
    static func appendIgnored(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        bytes += [0x1B, random.pick([0x5F, 0x5E, 0x58])]
        if random.once(in: 2) { bytes += "Ga=q,i=31,s=1,v=1,t=d,f=24;AAAA".utf8 }
        appendBody(random.size(1, 300), to: &bytes, &random)
        end(&bytes, &random)
    }

    private static func appendBody(_ count: Int, to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        if random.once(in: 6) {
            for _ in 0..<count { bytes.append(random.byte()) }
        } else {
            for _ in 0..<count { bytes.append(UInt8(random.number(0x20...0x7E))) }
        }
    }
}
