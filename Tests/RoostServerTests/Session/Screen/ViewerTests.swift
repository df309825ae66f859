import RoostIO
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

@Suite(.timeLimit(.minutes(1))) struct ViewerTests {
    private func terminal() -> Terminal {
        Terminal(size: TerminalSize(rows: 50, columns: 200), options: TerminalOptions())
    }

    private func print(_ terminal: inout Terminal, _ round: Int) {
        let row = String(repeating: "\(round) \u{1B}[3\(round % 8)mtext ", count: 20) + "\r\n"
        terminal.feed(Array(String(repeating: row, count: 60).utf8))
    }

    @Test func `a client that does not read gets no more screens, however often it is shown anew`()
        async throws
    {
        let stalled = try StalledClient()
        var terminal = terminal()
        var now = ContinuousClock.now
        var sent = 0
        for round in 0..<1000 {
            print(&terminal, round)
            // Its window is switched away and back: each time it begins with a whole screen.
            var viewer = Viewer(writer: stalled.client.writer)
            now += .milliseconds(100)
            guard viewer.delay(at: now) == .zero else { continue }
            viewer.send(terminal, session: 1, printed: UInt64(round), at: now)
            sent += 1
        }
        #expect(!stalled.client.writer.isWritable)
        #expect(sent < 100)
        #expect(stalled.client.writer.pendingByteCount < 256 << 10)
        try await stalled.readUntilWritable()
        #expect(Viewer(writer: stalled.client.writer).delay(at: now) == .zero)
    }

    @Test func `what stands in one client's way delays no other`() throws {
        let stalled = try StalledClient()
        let quick = try StalledClient()
        var terminal = terminal()
        while stalled.client.writer.isWritable {
            stalled.client.writer.write([UInt8](repeating: 0, count: 1 << 16))
        }
        var viewers = [Viewer(writer: stalled.client.writer), Viewer(writer: quick.client.writer)]
        var now = ContinuousClock.now
        var screens = 0
        for round in 1...200 {
            print(&terminal, round)
            now += .milliseconds(100)
            for index in viewers.indices where viewers[index].delay(at: now) == .zero {
                viewers[index].send(terminal, session: 1, printed: UInt64(round), at: now)
            }
            for frame in try quick.frames(quick.readRest()) {
                let update = try ScreenUpdate(decoding: frame.body)
                viewers[1].acknowledge(update.sequence, at: now)
                screens += 1
            }
        }
        #expect(screens == 200)
        #expect(viewers[0].delay(at: now) == nil)
    }

    @Test func `an update that has no room leaves the viewer as it was`() throws {
        let stalled = try StalledClient()
        var terminal = terminal()
        print(&terminal, 1)
        var viewer = Viewer(writer: stalled.client.writer)
        stalled.client.writer.close()
        viewer.send(terminal, session: 1, printed: 1, at: .now)
        let isBehind = viewer.isBehind(terminal)
        #expect(isBehind)
    }
}
