import RoostTerminal
import Testing

@Suite struct ReportsTests {
    @Test(arguments: [
        ("\u{1B}[c", "\u{1B}[?65;1;2;6;9;15;16;17;18;21;22;28;29;52c"), ("\u{1B}[1c", ""),
        ("\u{1B}Z", "\u{1B}[?65;1;2;6;9;15;16;17;18;21;22;28;29;52c"),
        ("\u{1B}[>c", "\u{1B}[>64;390;0c"), ("\u{1B}[=c", "\u{1B}P!|00000000\u{1B}\\"),
        ("\u{1B}[5n", "\u{1B}[0n"),
        ("\u{1B}[3;4H\u{1B}[6n", "\u{1B}[3;4R"), ("\u{1B}[3;4H\u{1B}[?6n", "\u{1B}[?3;4;1R"),
        ("\u{1B}[2;4r\u{1B}[?6h\u{1B}[2;2H\u{1B}[6n", "\u{1B}[2;2R"),
        ("\u{1B}[>q", "\u{1B}P>|roost 0.1.0\u{1B}\\"),
        ("\u{1B}[x", "\u{1B}[2;1;1;128;128;1;0x"), ("\u{1B}[18t", "\u{1B}[8;5;20t"),
        ("\u{1B}[14t", "\u{1B}[4;80;160t"),
        ("\u{1B}[16t", "\u{1B}[6;16;8t"), ("\u{1B}[19t", "\u{1B}[9;5;20t"), ("\u{1B}[11t", "\u{1B}[1t"),
        ("\u{1B}]10;?\u{7}", "\u{1B}]10;rgb:d0d0/d0d0/d0d0\u{7}"),
        ("\u{1B}]11;?\u{1B}\\", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\"),
        ("\u{1B}]10;?;?\u{7}", "\u{1B}]10;rgb:d0d0/d0d0/d0d0\u{7}\u{1B}]11;rgb:0000/0000/0000\u{7}"),
        ("\u{1B}]4;1;?\u{7}", "\u{1B}]4;1;rgb:cdcd/0000/0000\u{7}"),
        ("\u{1B}]4;255;?\u{7}", "\u{1B}]4;255;rgb:eeee/eeee/eeee\u{7}"),
        ("\u{1B}]4;16;#123456\u{7}\u{1B}]4;16;?\u{7}", "\u{1B}]4;16;rgb:1212/3434/5656\u{7}"),
        (
            "\u{1B}]4;16;rgb:f/0/8\u{7}\u{1B}]104;16\u{7}\u{1B}]4;16;?\u{7}",
            "\u{1B}]4;16;rgb:0000/0000/0000\u{7}"
        ),
        ("\u{1B}]12;rgb:1/22/333\u{7}\u{1B}]12;?\u{7}", "\u{1B}]12;rgb:1111/2222/3333\u{7}"),
        ("\u{1B}]11;#fff\u{7}\u{1B}]111\u{7}\u{1B}]11;?\u{7}", "\u{1B}]11;rgb:0000/0000/0000\u{7}"),
        ("\u{1B}]4;999;?\u{7}", ""), ("\u{1B}]4;1;red\u{7}", ""),
    ])
    func `a query has its answer`(query: String, answer: String) {
        #expect(Probe(query).replies == answer)
    }

    @Test(arguments: [
        ("m", "", "0m"), ("m", "\u{1B}[1;3;31;48;5;200m", "0;1;3;31;48:5:200m"),
        ("m", "\u{1B}[4:3;58;2;1;2;3;97m", "0;4:3;97;58:2::1:2:3m"),
        ("r", "\u{1B}[2;4r", "2;4r"), ("s", "\u{1B}[?69h\u{1B}[3;9s", "3;9s"), (" q", "\u{1B}[4 q", "4 q"),
        ("\"q", "\u{1B}[1\"q", "1\"q"),
        ("\"p", "", "65;1\"p"), ("*x", "\u{1B}[2*x", "2*x"), ("$|", "", "20$|"), ("*|", "", "5*|"),
        ("$}", "", "0$}"), ("$~", "", "0$~"),
    ])
    func `DECRQSS tells settings of an enumerated set`(name: String, setup: String, value: String) {
        #expect(Probe("\(setup)\u{1B}P$q\(name)\u{1B}\\").replies == "\u{1B}P1$r\(value)\u{1B}\\")
    }

    @Test(arguments: ["", "x", "mm", "; rm -rf /\r", "\u{7F}", String(repeating: "m", count: 5000)])
    func `DECRQSS refuses everything else without repeating it`(name: String) {
        let answer = Probe("\u{1B}P$q\(name)\u{1B}\\").replies
        #expect(answer == (name.utf8.count > 4096 ? "" : "\u{1B}P0$r\u{1B}\\"))
    }

    @Test func `XTGETTCAP tells capabilities of an enumerated set`() {
        // TN, Co, and a name that is none; hexadecimal of either case.
        #expect(
            Probe("\u{1B}P+q544e;436F;666f6f\u{1B}\\").replies
                == "\u{1B}P1+r544E=787465726D2D323536636F6C6F72\u{1B}\\\u{1B}P1+r436F=323536\u{1B}\\\u{1B}P0+r\u{1B}\\"
        )
        #expect(Probe("\u{1B}P+q5463\u{1B}\\").replies == "\u{1B}P1+r5463\u{1B}\\")
        #expect(Probe("\u{1B}P+qzz;5\u{1B}\\").replies == "\u{1B}P0+r\u{1B}\\\u{1B}P0+r\u{1B}\\")
    }

    @Test func `checksums are answered only when allowed`() {
        #expect(Probe("AB\u{1B}[7;1;1;1;1;2*y").replies == "")
        var options = TerminalOptions()
        options.allowChecksum = true
        #expect(Probe("AB\u{1B}[7;1;1;1;1;2*y", options: options).replies == "\u{1B}P7!~0083\u{1B}\\")
    }

    @Test func `the version is what the owner says, without anything that could end the string`() {
        var options = TerminalOptions()
        options.version = "1.2.3\u{1B}\\evil\u{7}"
        #expect(Probe("\u{1B}[>q", options: options).replies == "\u{1B}P>|roost 1.2.3\\evil\u{1B}\\")
    }

    /// What a hostile file could print to have something typed: CVE-2003-0063, CVE-2008-2383, CVE-2022-45063.
    @Test func `nothing that is printed comes back`() {
        let marker = "INJECTED"
        let attempts = [
            "\u{1B}]2;\(marker)\u{7}\u{1B}[21t\u{1B}[20t",
            "\u{1B}]0;\(marker)\u{7}\u{1B}[22t\u{1B}[23t\u{1B}[21t", "\(marker)\u{5}",
            "\u{1B}P$q\(marker)\u{1B}\\", "\u{1B}P+q494e4a4543544544\u{1B}\\",
            "\u{1B}]50;\(marker)\u{7}\u{1B}]50;?\u{7}",
            "\u{1B}]52;c;SU5KRUNURUQ=\u{7}\u{1B}]52;c;?\u{7}", "\u{1B}]4;1;\(marker)\u{7}\u{1B}]4;1;?\u{7}",
            "\u{1B}]7501;\(marker)?\u{7}",
            "\u{1B}_G\(marker)\u{1B}\\", "\u{1B}P1$r\(marker)\u{1B}\\",
            "\u{1B}]1337;ReportVariable=\(marker)\u{7}", "\u{1B}]8;;\(marker)\u{7}x",
            "\u{1B}]99;i=\(marker):p=?;\u{7}", "\u{1B}[>q\(marker)", "\u{1B}Z\(marker)",
        ]
        for attempt in attempts {
            let answer = Probe(attempt).replies
            #expect(
                !answer.contains(marker) && !answer.contains("494E4A4543544544"),
                "\(attempt.debugDescription)")
        }
    }

    @Test func `replies that nobody takes are bounded`() {
        let probe = Probe()
        for _ in 0..<2000 { probe.terminal.feed(Array(String(repeating: "\u{1B}[c", count: 100).utf8)) }
        #expect(probe.replies.utf8.count < 66_000)
    }

    @Test func `replies are given once`() {
        let probe = Probe("\u{1B}[5n")
        #expect(probe.replies == "\u{1B}[0n")
        #expect(probe.replies == "")
    }
}
