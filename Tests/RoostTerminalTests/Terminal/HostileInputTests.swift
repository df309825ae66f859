import RoostTestSupport
import Testing

@testable import RoostTerminal

/// Input made to hurt.
///
/// Each of these would take hours, or all memory, if its cost grew with the square of its size
/// or with the numbers in it.
@Suite struct HostileInputTests {
    @Test(arguments: [
        "\u{1B}]2;", "\u{1B}]0;", "\u{1B}]8;;http://", "\u{1B}]52;c;", "\u{1B}P$q", "\u{1B}Pq", "\u{1B}_G",
        "\u{1B}^", "\u{1B}X",
    ])
    func `a string of several megabytes is swallowed whole`(start: String) {
        let probe = Probe(start)
        let part = [UInt8](repeating: 0x41, count: 65_536)
        for _ in 0..<64 {
            probe.terminal.feed(part)
            #expect(probe.parserStringCount <= 1_500_000)
        }
        probe.feed("\u{1B}\\after")
        #expect(probe.screen == "after")
        #expect(probe.parserStringCount == 0)
        #expect(probe.title.utf8.count <= 4096)
    }

    @Test func `a string of a megabyte may come byte by byte`() {
        let probe = Probe("\u{1B}]52;c;")
        for _ in 0..<1_000_000 { probe.terminal.feed([0x41]) }
        probe.feed("\u{7}after")
        #expect(probe.screen == "after")
    }

    @Test(arguments: Array("@ABCDEFGHIJKLMPSTXZ^`abcdefghilmnqrstux".unicodeScalars.map { String($0) }))
    func `a billion as a parameter costs no more than the screen`(final: String) {
        let huge = "1000000000"
        let probe = Probe("text", rows: 50, columns: 200)
        for prefix in ["", "?", ">", "="] {
            for suffix in ["", "$", "*", "'", " ", "\"", "!"] {
                for numbers in [
                    huge, "\(huge);\(huge)", "1;\(huge);\(huge);1",
                    "99999999999999999999;1;1;\(huge);\(huge);1;1;1",
                ] {
                    probe.feed("\u{1B}[\(prefix)\(numbers)\(suffix)\(final)")
                    _ = probe.replies
                }
            }
        }
        probe.feed("\u{1B}c\u{1B}[2J\u{1B}[Hafter")
        #expect(probe.rows[0] == "after")
    }

    @Test(arguments: [(1, 2), (1, 9), (3, 2), (5, 20)])
    func `every sequence may be written to the status line`(rows: Int, columns: Int) {
        let probe = Probe(rows: rows, columns: columns)
        let enter = "\u{1B}[2$~\u{1B}[1$}"
        for final in 0x40...0x7E as ClosedRange<UInt8> {
            for prefix in ["", "?", ">"] {
                for suffix in ["", "$", "*", "'", " ", "\"", "!"] {
                    for numbers in ["", "9", "1000000000;1000000000", "6;7;45;69;1;2;3;4"] {
                        let sequence = "\u{1B}[\(prefix)\(numbers)\(suffix)"
                        probe.feed(
                            Array("\(enter)漢ab\(sequence)".utf8) + [final] + Array("漢e\u{301}\u{8}\n".utf8))
                        _ = probe.replies
                    }
                }
            }
        }
        for final in 0x30...0x7E as ClosedRange<UInt8> where ![0x50, 0x58, 0x5D, 0x5E, 0x5F].contains(final) {
            probe.feed(
                Array("\(enter)\u{1B}[?6;69h漢a\u{1B}".utf8) + [final] + Array("漢\u{1B}[9b\u{1B}8".utf8))
        }
        probe.feed("\u{1B}cok")
        #expect(probe.screen == "ok")
        #expect(probe.terminal.statusLine == nil)
    }

    /// Sizes from the smallest on, after every byte, and a restore beside it.
    @Test(arguments: [(1, 2), (2, 3), (6, 17)])
    func `sizes may change anywhere on the status line`(rows: Int, columns: Int) throws {
        let stream = Array(
            """
            main漢\u{1B}[2$~\u{1B}[1$}\u{1B}[7m0123456789abcdef漢字\u{1B}7\n\u{1B}[2G漢\u{1B}[?45h\u{8}\u{8}\u{1B}[0$}\
            \r\nmore\u{1B}[?1049h\u{1B}[1$}e\u{301}\u{1B}[?6h\u{1B}8x\u{1B}[0$}\u{1B}[?1049l\u{1B}[1$}\u{1B}[9@\u{1B}[!p\
            \u{1B}[1$}\u{1B}[99G漢\u{1B}[1$~end\u{1B}[2$~\u{1B}[1$}last\u{1B}c
            """.utf8)
        for cut in 0...stream.count {
            let direct = Probe(rows: 4, columns: 12)
            direct.feed(stream[..<cut])
            direct.resize(rows: rows, columns: columns)
            _ = direct.replies
            _ = direct.events
            let restored = try Probe(snapshot: direct.terminal.encodeSnapshot())
            for probe in [direct, restored] {
                for byte in stream[cut...] { probe.feed([byte]) }
                probe.resize(rows: 4, columns: 12)
            }
            #expect(restored.state == direct.state, "cut at \(cut)")
            #expect(restored.replies == direct.replies, "cut at \(cut)")
        }
    }

    @Test func `ten thousand parameters are one sequence`() {
        let probe = Probe("\u{1B}[" + String(repeating: "1;", count: 10_000) + "31mred")
        #expect(probe.screen == "red")
        #expect(probe.style(0, 0).attributes == .bold)
        probe.feed(
            "\u{1B}[" + String(repeating: "0:", count: 10_000) + "m\u{1B}["
                + String(repeating: ";", count: 10_000) + "H!")
        #expect(probe.rows[0].hasPrefix("!"))
        probe.feed("\u{1B}]4;" + String(repeating: "1;red;", count: 2000) + "\u{7}\u{1B}]4;1;?\u{7}")
        #expect(probe.replies == "\u{1B}]4;1;rgb:ffff/0000/0000\u{7}")
    }

    @Test func `device control strings in each other end where the first one does`() {
        let probe = Probe(String(repeating: "\u{1B}P1$q", count: 20_000))
        #expect(probe.parserStringCount <= 4096)
        probe.feed("\u{1B}\\after")
        #expect(probe.screen == "after")
        // As for a nested tmux: ESC doubled inside.
        probe.feed("\r\n\u{1B}Ptmux;\u{1B}\u{1B}]2;inner\u{7}\u{1B}\\end")
        #expect(probe.title == "inner" || probe.title == "")
    }

    @Test func `endless marks stay one cell`() {
        let probe = Probe("e")
        let marks = Array(String(repeating: "\u{301}\u{302}\u{20DD}", count: 10_000).utf8)
        for _ in 0..<20 { probe.terminal.feed(marks) }
        probe.terminal.checkInvariants()
        #expect(probe.place == [0, 1])
        #expect(probe.line(0).character(at: 0).unicodeScalars.count == ClusterTable.scalarLimit)
        #expect(probe.clusterCount <= ClusterTable.scalarLimit)
    }

    @Test func `endless joined emoji stay one cell`() {
        let probe = Probe()
        for _ in 0..<20 { probe.terminal.feed(Array(String(repeating: "👩\u{200D}", count: 5000).utf8)) }
        probe.terminal.checkInvariants()
        #expect(probe.clusterCount < 10_000)
    }

    @Test func `ever new clusters, styles and links are swept`() {
        let probe = Probe(rows: 10, columns: 40)
        for round in 0..<60_000 as Range<UInt32> {
            let mark = Unicode.Scalar(0x300 + round % 0x6F) ?? "\u{301}"
            let letter = Unicode.Scalar(0x4E00 + round / 0x6F) ?? "a"
            let style = "\u{1B}[38;2;\(round & 255);\(round >> 8 & 255);7m"
            let link = "\u{1B}]8;;http://h/\(round)\u{7}"
            probe.terminal.feed(Array("\(style)\(link)\(letter)\(mark)".utf8))
        }
        probe.terminal.checkInvariants()
        #expect(probe.styleCount < 40_000)
        #expect(probe.clusterCount < 20_000)
    }

    @Test func `a storm of sizes loses no text`() {
        let lines = (0..<300).map { "line \($0) " + String(repeating: "x", count: $0 % 90) }
        let probe = Probe(lines.joined(separator: "\r\n"), rows: 24, columns: 80)
        let text = probe.text
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            probe.terminal.resize(
                to: TerminalSize(
                    rows: Int.random(in: 1...120, using: &random),
                    columns: Int.random(in: 2...250, using: &random)))
        }
        probe.terminal.checkInvariants()
        probe.resize(rows: 24, columns: 80)
        #expect(probe.text == text, "seed \(seed)")
    }

    @Test func `a redraw loop leaves memory as it was`() {
        let probe = Probe(rows: 24, columns: 80)
        let frames = ["⠋", "⠙", "⠹", "⠸"].map { "\u{1B}[H\u{1B}[38;2;9;8;7m\($0)\u{1B}[0m Thinking…\u{1B}[K" }
        for frame in 0..<50_000 { probe.terminal.feed(Array(frames[frame & 3].utf8)) }
        #expect(probe.styleCount <= 3)
        #expect(probe.clusterCount == 0)
        #expect(probe.scrollbackByteCount == 0)
    }
}
