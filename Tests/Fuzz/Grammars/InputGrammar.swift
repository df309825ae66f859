import RoostTestSupport
/// What outer terminals send.
///
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html and
/// https://sw.kovidgoyal.net/kitty/keyboard-protocol/
enum InputGrammar {
    static func append(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        switch random.below(20) {
        case ..<4: for _ in 0..<random.size(1, 20) { bytes.append(UInt8(random.number(0x20...0x7E))) }
        case 4: bytes.append(UInt8(random.below(0x20)))
        case 5: TextGrammar.appendUnicode(to: &bytes, &random)
        case ..<8:
            // A cursor or function key, with modifiers and the kitty protocol's kind of event.
            let number = random.pick(["", "1", "2", "3", "5", "6", "11", "15", "24", "29", "34", "200"])
            let modifiers = random.pick([
                "", ";\(random.below(20))", ";\(random.below(300)):\(random.below(5))",
            ])
            bytes += "\u{1B}[\(number)\(modifiers)\(random.pick(Array("ABCDEFHPQRSZ~^$@u")))".utf8
        case 8: bytes += "\u{1B}O\(random.pick(Array("ABCDEFHMPQRSjklmnopqrstuvwxyX")))".utf8
        case ..<12:
            let code = random.pick([
                "97", "65:97", "97::113", "27", "13", "57344", "57441", "1114111", "0", "99999999",
                SequenceGrammar.number(&random),
            ])
            let modifiers = "\(random.below(260)):\(random.below(5))"
            let text = random.pick(["", ";97", ";128512:65", ";0", ";27"])
            bytes += "\u{1B}[\(code);\(modifiers)\(text)u".utf8
        case 12:
            let numbers = (0..<3).map { _ in SequenceGrammar.number(&random) }.joined(separator: ";")
            bytes += "\u{1B}[<\(numbers)\(random.pick(["M", "m"]))".utf8
        case 13:
            bytes += "\u{1B}[M".utf8
            for _ in 0..<3 { bytes.append(random.byte()) }
        case 14: bytes += "\u{1B}[\(random.below(300));\(random.below(300));\(random.below(300))M".utf8
        case 15:
            bytes += "\u{1B}[200~".utf8
            SequenceGrammar.append(random.size(1, 400), to: &bytes, &random)
            let ends = [
                "\u{1B}[201~", "\u{1B}[201~", "\u{1B}[201", "\u{1B}\u{1B}[201~", "\u{1B}[20\u{1B}[201~",
            ]
            bytes += random.pick(ends).utf8
        case 16:
            bytes += random.pick(["\u{1B}[I", "\u{1B}[O", "\u{1B}", "\u{1B}\u{1B}", "\u{1B}\u{1B}[A"]).utf8
        case 17: bytes += random.pick(replies).utf8
        case 18: bytes += "\u{1B}[27;\(random.below(20));\(random.below(300))~".utf8
        default: SequenceGrammar.append(random.size(1, 40), to: &bytes, &random)
        }
    }

    /// Answers to questions of ours, whole and not.
    private static let replies = [
        "\u{1B}[?62;22c", "\u{1B}[>1;10;0c", "\u{1B}P>|xterm(390)\u{1B}\\", "\u{1B}[?2026;2$y", "\u{1B}[?31u",
        "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{7}", "\u{1B}]10;rgb:ff/f/ffff\u{1B}\\", "\u{1B}[?5;9;1R",
        "\u{1B}[5;9R",
        "\u{1B}[?997;1n", "\u{1B}[8;24;80t", "\u{1B}[4;1;2t", "\u{1B}[48;24;80;1;2t",
        "\u{1B}P1+r544e=41\u{1B}\\",
        "\u{1B}P0+r\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}]52;c;QUJD\u{7}", "\u{1B}P1$r0m\u{1B}\\",
        "\u{1B}]11;rgb:", "\u{1B}P>|", "\u{1B}[?6", "\u{1B}[99999999999999999999;1R",
        "\u{1B}P1+r5;6=\u{1B}\\",
    ]
}
