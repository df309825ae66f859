import RoostTestSupport
import Testing

@testable import RoostTerminal

/// What a program prints may come from anywhere: a file, a web page.
///
/// Nothing of it may come back as if it had been
/// typed.
@Suite struct ReplyInjectionTests {
    private static let evil = "\u{D}; rm -rf / \u{D}"
    private static let marker = "INJECTED"

    /// Strings that try to have something repeated.
    private static let attempts: [String] = [
        "\u{1B}]0;\(marker)\u{7}\u{1B}[20t\u{1B}[21t", "\u{1B}]2;\(evil)\(marker)\u{1B}\\\u{1B}[21t",
        "\u{1B}]2;\(marker)\u{7}\u{1B}[>2;3T\u{1B}[>0;1t\u{1B}[20t\u{1B}[21t",
        "\u{1B}[22;0t\u{1B}]0;\(marker)\u{7}\u{1B}[23t\u{1B}[21t",
        "\u{1B}P$q\(marker)\u{1B}\\", "\u{1B}P$q\(evil)\u{1B}\\", "\u{1B}P$qm\(marker)\u{1B}\\",
        "\u{1B}P1$q\(marker)m\u{1B}\\",
        "\u{1B}]4;\(marker);?\u{7}", "\u{1B}]4;1;\(marker)\u{7}\u{1B}]4;1;?\u{7}",
        "\u{1B}]4;1;rgb:\(marker)\u{7}\u{1B}]4;1;?\u{7}",
        "\u{1B}]10;\(marker)\u{7}\u{1B}]10;?\u{7}", "\u{1B}]11;\(marker);?\u{7}", "\u{1B}]12;?\(marker)\u{7}",
        "\u{1B}]5;0;\(marker)\u{7}\u{1B}]5;0;?\u{7}", "\u{1B}]50;\(marker)\u{7}\u{1B}]50;?\u{7}",
        "\u{1B}]50;?\(marker)\u{7}",
        "\u{1B}]52;c;SU5KRUNURUQ=\u{7}\u{1B}]52;c;?\u{7}", "\u{1B}]52;\(marker);?\u{7}",
        "\u{1B}]52;;?\u{1B}\\",
        "\u{1B}]1337;ReportVariable=\(marker)\u{7}", "\u{1B}]1337;ReportCellSize\u{7}",
        "\u{1B}]99;i=\(marker):p=?;\u{1B}\\",
        "\u{1B}]21;foreground=\(marker);foreground=?\u{1B}\\", "\u{1B}]60\u{7}\u{1B}]61\u{7}",
        "\u{1B}]3;?WM_NAME\u{7}",
        "\u{1B}]13;\(marker)\u{7}\u{1B}]13;?\u{7}",
        "\u{1B}]l\(marker)\u{1B}\\\u{1B}]L\(marker)\u{1B}\\\u{1B}[21t",
        "\u{1B}P+q\(marker)\u{1B}\\", "\u{1B}P+q494E4A4543544544\u{1B}\\", "\u{1B}P+Q\(marker)\u{1B}\\",
        "\u{1B}P+p494E4A\u{1B}\\",
        "\u{5}", "\u{1B}[>q\(marker)", "\u{1B}[\(marker)c", "\u{1B}_Gi=1,a=q;\(marker)\u{1B}\\",
        "\u{1B}_\(marker)\u{1B}\\",
        "\u{1B}^\(marker)\u{1B}\\", "\u{1B}X\(marker)\u{1B}\\", "\u{1B}P0;0|17/\(marker)\u{1B}\\\u{1B}[17~",
        "\u{1B}P1;1{@\(marker)\u{1B}\\",
        "\u{1B}P1$t\(marker)\u{1B}\\", "\u{1B}[1$w\u{1B}[2$w", "\u{1B}P0;0;0!z494E4A\u{1B}\\\u{1B}[0*z",
        "\u{1B}[?26n\u{1B}[?62n\u{1B}[?63;1n",
        "\u{1B}]8;id=\(marker);http://\(marker)\u{7}\(marker)\u{1B}[7m\u{1B}[0n",
        "\u{1B}]133;C;cmdline_url=\(marker)\u{7}",
        "\(marker)\u{1B}[7;1;1;1;5;8*y",
        "\(marker)\u{1B}[?10n\u{1B}[0c\u{1B}[?u\u{1B}[?4m\u{1B}[5n\u{1B}[6n\u{1B}[x",
        "\u{1B}[?2026$p\u{1B}[4$p\u{1B}[?996n\u{1B}[14t\u{1B}[18t\u{1B}[13t",
        "\u{1B}]7;file:///\(marker)\u{7}\u{1B}]9;9;\(marker)\u{7}",
    ]

    /// What may come back: reports of numbers, and strings of an enumerated set.
    private static func isReport(_ text: Substring) -> Bool {
        let body = text.dropFirst(2)
        if text.hasPrefix("\u{1B}[") {
            return body.allSatisfy { $0.isASCII && ($0.isNumber || ";?>$*{tcnRyxum&w0".contains($0)) }
        }
        if text.hasPrefix("\u{1B}P") {
            let isHexadecimal = body.hasPrefix("0+r") || body.hasPrefix("1+r")
            if isHexadecimal { return body.dropFirst(3).allSatisfy { $0.isHexDigit || $0 == "=" } }
            return body.hasPrefix(">|roost ") || body.hasPrefix("!|0000") || body.hasPrefix("0$r")
                || body.dropFirst().hasPrefix("!~0000") || body.hasPrefix("1$r") && body.count < 40
        }
        if text.hasPrefix("\u{1B}]") {
            return body.allSatisfy { $0.isHexDigit || ";rgb:/".contains($0) }
        }
        return false
    }

    @Test(arguments: attempts, [false, true])
    func `nothing that was printed comes back`(attempt: String, isAlternate: Bool) {
        let probe = Probe(isAlternate ? "\u{1B}[?1049h" : "", rows: 5, columns: 60)
        probe.feed(attempt)
        let replies = probe.replies
        #expect(!replies.uppercased().contains(Self.marker))
        #expect(!replies.contains("494E4A45"), "nor in hexadecimal")
        #expect(!replies.contains("SU5K"), "nor in base 64")
        #expect(
            !replies.unicodeScalars.contains { $0 == "\r" || $0 == "\n" || $0 == "\u{3}" || $0 == "\u{4}" })
        // Apart at their ends, all of them are reports.
        var rest = replies[...]
        while !rest.isEmpty {
            let next = rest.dropFirst().firstIndex(of: "\u{1B}").flatMap { index -> Substring.Index? in
                rest[index...].hasPrefix("\u{1B}\\") ? rest.index(index, offsetBy: 2) : index
            }
            var report = rest[..<(next ?? rest.endIndex)]
            rest = rest[report.endIndex...]
            if report.hasSuffix("\u{1B}\\") { report = report.dropLast(2) }
            if report.last == "\u{7}" { report = report.dropLast() }
            #expect(Self.isReport(report), "\(report.debugDescription)")
        }
    }

    @Test func `titles keep no control characters`() {
        for code in Array(0...0x1F as ClosedRange<UInt32>) + Array(0x7F...0x9F) {
            guard ![0x7, 0x18, 0x1A, 0x1B, 0x9C].contains(code), let scalar = Unicode.Scalar(code) else {
                continue
            }
            let probe = Probe("\u{1B}]2;a\(Character(scalar))b\u{7}\u{1B}]1;a\(Character(scalar))b\u{7}")
            #expect(probe.title == "ab" && probe.iconName == "ab", "\(code)")
        }
    }

    @Test func `replies that nobody takes are bounded`() {
        let probe = Probe()
        for _ in 0..<100 { probe.feed(String(repeating: "\u{1B}[c\u{1B}[6n\u{1B}]4;1;?\u{7}", count: 200)) }
        #expect(probe.replies.utf8.count < 70_000)
    }

    @Test func `random streams get reports and nothing else`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let starts = [
            "\u{1B}[", "\u{1B}]", "\u{1B}P", "\u{1B}[?", "\u{1B}P$q", "\u{1B}P+q", "\u{1B}]4;1;", "\u{1B}[>",
            "\u{1B}]1", "\u{5}",
        ]
        let ends = ["c", "n", "t", "u", "m", "q", "$p", "\u{7}", "\u{1B}\\", "*y", "x", "?\u{7}"]
        for _ in 0..<2000 {
            let middle = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                ["1", "6", "2", "0", ";", "?", Self.marker, "m", "m", "r"][
                    Int.random(in: 0..<10, using: &random)]
            }.joined()
            let start = starts[Int.random(in: 0..<starts.count, using: &random)]
            let end = ends[Int.random(in: 0..<ends.count, using: &random)]
            let replies = Probe(start + middle + end).replies
            #expect(
                !replies.uppercased().contains(Self.marker),
                "seed \(seed), \((start + middle + end).debugDescription)")
        }
    }
}
