import RoostTerminal
import Testing

/// What real programs wrote, against screens that were reviewed (`ROOST_UPDATE_GOLDEN=1` writes them anew).
@Suite struct RecordingTests {
    @Test(arguments: Fixture.recordings)
    func `a recording leaves its golden screen`(name: String, columns: Int, rows: Int) throws {
        let bytes = try #require(Fixture.bytes(name + ".raw"))
        let probe = Probe(rows: rows, columns: columns)
        probe.feed(bytes)
        let screen = GoldenScreen.describe(probe)
        if Fixture.isUpdating { Fixture.write(screen, to: name + ".screen") }
        let golden = try #require(Fixture.text(name + ".screen"))
        #expect(screen == golden)
    }

    @Test(arguments: Fixture.recordings)
    func `chunks of any size leave the same`(name: String, columns: Int, rows: Int) throws {
        let bytes = try #require(Fixture.bytes(name + ".raw"))
        let whole = Probe(rows: rows, columns: columns)
        whole.feed(bytes)
        for size in [1, 2, 3, 7, 64, 4095] {
            let split = Probe(rows: rows, columns: columns)
            for start in stride(from: 0, to: bytes.count, by: size) {
                split.terminal.feed(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            split.terminal.checkInvariants()
            #expect(split.state == whole.state, "chunks of \(size)")
        }
    }

    @Test func `the probes of a program that draws pictures leave no trace`() throws {
        let bytes = try #require(Fixture.bytes("claude-session-mock.raw"))
        let probe = Probe(rows: 40, columns: 120)
        probe.feed(bytes)
        #expect(!probe.text.contains("Gi=31"))
        #expect(!probe.title.contains("Gi=31"))
        #expect(!probe.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func `a program's frames end synchronized output`() throws {
        let bytes = try #require(Fixture.bytes("claude-session-mock.raw"))
        let probe = Probe(rows: 40, columns: 120)
        probe.feed(bytes)
        #expect(!probe.isSynchronizing)
        #expect(probe.modes.bracketedPaste == false)
    }
}
