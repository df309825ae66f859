import RoostTestSupport
import Testing

@testable import RoostTerminal

@Suite struct SnapshotTests {
    @Test(arguments: ParserTests.streams)
    func `a stream may be cut anywhere by a restore`(stream: String) throws {
        let bytes = Array(stream.utf8)
        for cut in 0...bytes.count {
            let direct = Probe()
            direct.feed(bytes[..<cut])
            _ = direct.replies
            _ = direct.events
            let restored = try Probe(snapshot: direct.terminal.encodeSnapshot())
            direct.feed(bytes[cut...])
            restored.feed(bytes[cut...])
            #expect(restored.state == direct.state, "cut at \(cut)")
            #expect(restored.replies == direct.replies, "cut at \(cut)")
            #expect(restored.events == direct.events, "cut at \(cut)")
        }
    }

    @Test func `scrollback, both screens and sizes come back`() throws {
        let probe = Probe("1\r\n2\r\n3\r\n4\u{1B}[31mred\u{1B}[?1049halt\u{1B}[>5u", rows: 3, columns: 10)
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot())
        restored.terminal.checkInvariants()
        #expect(restored.state == probe.state)
        #expect(restored.scrollback == ["1"])
        #expect(restored.isAlternateScreen)
        restored.feed("\u{1B}[?1049l")
        #expect(restored.screen == "2\n3\n4red")
        #expect(restored.style(2, 1).foreground == .palette(1))
    }

    @Test func `another version is refused by its number`() {
        for version: UInt8 in [0, 1, 3, 0xFF] {
            var bytes = Probe("text").terminal.encodeSnapshot()
            bytes[4] = version
            #expect(throws: SnapshotError.unknownVersion(version)) { _ = try Probe(snapshot: bytes) }
        }
    }

    /// What was written before there were status lines, and has to be written still where there is none.
    @Test func `a snapshot without a status line is as it always was`() throws {
        let old = try #require(Fixture.bytes("terminal-v2.snapshot"))
        let restored = try Probe(snapshot: old)
        let probe = Probe(
            "\u{1B}[?2027h1\r\n2\r\n3\r\n4\u{1B}[31mred\u{1B}[?1049h\u{1B}[2;3r\u{1B}[1malt 漢\u{1B}7\u{1B}]2;title\u{7}\u{1B}[>5u\u{1B}[3",
            rows: 3, columns: 10)
        #expect(restored.state == probe.state)
        #expect(restored.terminal.statusLine == nil)
        #expect(probe.terminal.encodeSnapshot() == old)
    }

    @Test(arguments: ["", "\u{1B}[0$}", "\u{1B}[1$~", "\u{1B}[0$~"])
    func `the status line comes back`(end: String) throws {
        let status = "\u{1B}[2$~\u{1B}[1$}\u{1B}[32mst漢e\u{301}\u{1B}7\u{1B}[4mus"
        let probe = Probe("main\u{1B}[?1049halt\(status)\(end)", rows: 3, columns: 10)
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot())
        restored.terminal.checkInvariants()
        #expect(restored.state == probe.state)
        #expect(restored.terminal.statusLine == probe.terminal.statusLine)
        for terminal in [probe, restored] {
            terminal.feed("x\u{1B}8y\u{1B}[1$}z\u{1B}[0$}\u{1B}[?1049l\u{1B}P$q$~\u{1B}\\")
        }
        #expect(restored.state == probe.state)
        #expect(restored.rows == probe.rows)
        #expect(restored.replies == probe.replies)
        let count = restored.changeCount
        restored.feed("\u{1B}[m")
        #expect(restored.changeCount == count)
    }

    @Test func `stamps of a restored terminal were never given before`() throws {
        let probe = Probe("1\r\n2\r\n3", rows: 3, columns: 10)
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot())
        let seen = Set(probe.stamps)
        #expect(restored.stamps.allSatisfy { !seen.contains($0) })
        #expect(restored.changeCount > probe.changeCount)
    }

    @Test func `a smaller limit drops the oldest lines`() throws {
        let probe = Probe((0..<20).map { "\($0)\r\n" }.joined(), rows: 2, columns: 10)
        var options = TerminalOptions()
        options.scrollbackLimit = 5
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot(), options: options)
        #expect(restored.scrollback == ["14", "15", "16", "17", "18"])
        #expect(restored.scrollbackRange == 14..<19)
    }

    @Test func `every flipped byte is noticed`() {
        let snapshot = Probe("text\u{1B}[31m漢").terminal.encodeSnapshot()
        for index in snapshot.indices {
            var damaged = snapshot
            damaged[index] ^= 0x41
            #expect(throws: SnapshotError.self) { _ = try Probe(snapshot: damaged) }
        }
        for count in 0..<snapshot.count {
            #expect(throws: SnapshotError.self) { _ = try Probe(snapshot: Array(snapshot[..<count])) }
        }
    }

    @Test func `a body that was made to match its checksum never traps`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for stream in ParserTests.streams {
            let body = Probe(stream).state
            for _ in 0..<200 {
                var damaged = body
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let index = Int.random(in: 0..<damaged.count, using: &random)
                    damaged[index] = UInt8.random(in: 0...255, using: &random)
                }
                guard let probe = try? Probe(snapshot: SnapshotEnvelope.wrap(damaged + [0, 0])) else {
                    continue
                }
                probe.feed(Array(stream.utf8))
                probe.resize(rows: 7, columns: 9)
            }
        }
        print("seed \(seed)")
    }

    @Test func `errors read as sentences`() {
        #expect("\(SnapshotError.damaged)" == "cannot restore a terminal: the checksum does not match")
        #expect("\(SnapshotError.invalid("size"))" == "cannot restore a terminal: the size makes no sense")
    }

    /// A single difference after any restore would stay to the end.
    @Test func `a recording goes through a restore after every byte`() throws {
        let bytes = try #require(Fixture.bytes("aider-firstrun.raw"))
        var probe = Probe(rows: 8, columns: 40)
        let direct = Probe(rows: 8, columns: 40)
        for byte in bytes {
            direct.terminal.feed([byte])
            probe.terminal.feed([byte])
            probe = try Probe(snapshot: probe.terminal.encodeSnapshot())
        }
        #expect(probe.state == direct.state)
    }

    @Test(arguments: Fixture.recordings)
    func `a recording may be cut by a restore`(name: String, columns: Int, rows: Int) throws {
        let bytes = try #require(Fixture.bytes(name + ".raw"))
        let whole = Probe(rows: rows, columns: columns)
        whole.feed(bytes)
        let state = whole.state
        let direct = Probe(rows: rows, columns: columns)
        var start = 0
        for cut in stride(from: 0, to: bytes.count, by: bytes.count / 40 + 1) {
            direct.feed(bytes[start..<cut])
            start = cut
            let restored = try Probe(snapshot: direct.terminal.encodeSnapshot())
            restored.feed(bytes[cut...])
            #expect(restored.state == state, "cut at \(cut)")
        }
    }
}
