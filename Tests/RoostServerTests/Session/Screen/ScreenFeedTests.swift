import RoostIO
import RoostModel
import RoostStore
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

/// A screen without a session: viewers at the ends of socket pairs, and a clock that stands still.
@Suite struct ScreenFeedTests {
    private let start = ContinuousClock.now
    private let time = Timestamp(milliseconds: 1_800_000_000_000)
    private let client = ClientID(rawValue: 1)

    private func feed() -> ScreenFeed {
        ScreenFeed(
            session: SessionID(rawValue: 1),
            terminal: Terminal(size: TerminalSize(rows: 4, columns: 20), options: TerminalOptions()),
            snapshots: SnapshotPolicy(offset: nil, at: start))
    }

    /// Prints to a screen as a session does; gives the offset after it.
    @discardableResult
    private func print(
        _ text: String, to feed: inout ScreenFeed, upTo end: UInt64, at now: ContinuousClock.Instant
    ) -> Bool {
        let bytes = Array(text.utf8)
        unsafe feed.feed(bytes.span.bytes, endingAt: end, on: ManualClock())
        return feed.showed(upTo: end, at: now)
    }

    @Test func `a viewer gets the whole screen, then what changed, one update at a time`() throws {
        let viewer = try TestViewer()
        var feed = feed()
        print("one\r\n", to: &feed, upTo: 5, at: start)
        feed.addViewer(client, writer: viewer.writer, printed: 5, at: start)
        #expect(try viewer.updates().map(\.rows.count) == [4])
        print("two", to: &feed, upTo: 8, at: start + .seconds(1))
        print("!", to: &feed, upTo: 9, at: start + .seconds(2))
        #expect(try viewer.updates().isEmpty)
        feed.acknowledge(1, by: client, printed: 9, at: start + .seconds(3))
        #expect(try viewer.updates().map(\.rows.count) == [1])
        feed.removeViewer(client)
        #expect(feed.isWatched == false)
    }

    @Test func `a frame that is paced comes at its deadline, and at once when somebody types`() throws {
        for types in [false, true] {
            let viewer = try TestViewer()
            var feed = feed()
            feed.addViewer(client, writer: viewer.writer, printed: 0, at: start)
            feed.acknowledge(1, by: client, printed: 0, at: start)
            _ = try viewer.updates()
            print("a", to: &feed, upTo: 1, at: start + .milliseconds(1))
            #expect(try viewer.updates().isEmpty)
            let due = try #require(feed.deadline as ContinuousClock.Instant?)
            #expect(due > start + .milliseconds(1))
            if types {
                feed.answer(printed: 1, at: due)
            } else {
                _ = feed.wake(at: due, printed: 1)
            }
            #expect(try viewer.updates().count == 1)
            #expect(feed.deadline == nil)
        }
    }

    @Test
    func `frames that are open for less than a second are never shown half, however they follow each other`()
        throws
    {
        for pause in [Duration.milliseconds(100), .zero] {
            let viewer = try TestViewer()
            var feed = feed()
            feed.addViewer(client, writer: viewer.writer, printed: 0, at: start)
            feed.acknowledge(1, by: client, printed: 0, at: start)
            _ = try viewer.updates()
            var now = start + .seconds(1)
            var sequence: UInt64 = 1
            var rows = ["", "", "", ""]
            for frame in 0..<20 {
                // The end of one and the beginning of the next may come together.
                if pause > .zero || frame == 0 { print("\u{1B}[?2026h", to: &feed, upTo: 1, at: now) }
                print("\u{1B}[H\u{1B}[2Jtop \(frame)\r\n", to: &feed, upTo: 1, at: now)
                now += .milliseconds(300)
                while let due = feed.deadline as ContinuousClock.Instant?, due <= now {
                    _ = feed.wake(at: due, printed: 1)
                }
                #expect(feed.terminal.isSynchronizing == true)
                let end = "bottom \(frame)\u{1B}[?2026l" + (pause > .zero ? "" : "\u{1B}[?2026h")
                print(end, to: &feed, upTo: 1, at: now)
                now += pause + .milliseconds(20)
                _ = feed.wake(at: now, printed: 1)
                for update in try viewer.updates() {
                    let old = rows
                    for (row, change) in update.rows {
                        switch change {
                        case .line(let line): rows[row] = line.text()
                        case .moved(let from): rows[row] = old[from]
                        }
                    }
                    let number = rows[0].split(separator: " ").last ?? ""
                    #expect(rows[1] == "bottom \(number)" || rows == ["", "", "", ""], "\(rows)")
                    sequence = update.sequence
                }
                feed.acknowledge(sequence, by: client, printed: 1, at: now)
            }
            #expect(sequence > 10)
        }
    }

    @Test func `who comes in the middle of a frame is shown the one before at once, and then the new one`()
        throws
    {
        let viewer = try TestViewer()
        var feed = feed()
        print("old\u{1B}[?2026h", to: &feed, upTo: 1, at: start)
        print("\u{1B}[H\u{1B}[2Jnew", to: &feed, upTo: 2, at: start)
        feed.addViewer(client, writer: viewer.writer, printed: 2, at: start)
        #expect(try viewer.updates().map(Self.firstRow) == ["old"])
        feed.acknowledge(1, by: client, printed: 2, at: start)
        print("!\u{1B}[?2026l", to: &feed, upTo: 3, at: start + .milliseconds(500))
        #expect(try viewer.updates().map(Self.firstRow) == ["new!"])
    }

    /// The text of the first row that came.
    private static func firstRow(_ update: ScreenUpdate) -> String? {
        guard let row = update.rows.first, case .line(let line) = row.change else { return nil }
        return line.text()
    }

    @Test func `a frame that the program holds back is shown after a second at most`() throws {
        let viewer = try TestViewer()
        var feed = feed()
        feed.addViewer(client, writer: viewer.writer, printed: 0, at: start)
        feed.acknowledge(1, by: client, printed: 0, at: start)
        _ = try viewer.updates()
        print("\u{1B}[?2026hhalf", to: &feed, upTo: 12, at: start + .seconds(1))
        #expect(try viewer.updates().isEmpty)
        #expect(feed.deadline == start + .seconds(2))
        _ = feed.wake(at: start + .seconds(2), printed: 12)
        #expect(try viewer.updates().count == 1)
        #expect(feed.terminal.isSynchronizing == false)
    }

    @Test func `events come with the offset after the output that told them`() {
        var feed = feed()
        print("\u{7}", to: &feed, upTo: 1, at: start)
        print("\u{1B}]2;title\u{7}", to: &feed, upTo: 10, at: start)
        let events = feed.takeEvents()
        #expect(events.map(\.event) == [.bell, .title("title")])
        #expect(events.map(\.offset) == [1, 10])
        #expect(feed.takeEvents().count == 0)
    }

    @Test func `a snapshot is taken once for the same output`() throws {
        var feed = feed()
        print("text", to: &feed, upTo: 4, at: start)
        guard
            case .snapshot(_, let offset, _, let bytes, _) = feed.takeSnapshot(at: 4, now: start, time: time)
        else {
            Issue.record("no snapshot")
            return
        }
        #expect(offset == 4)
        let restored = try Terminal(snapshot: bytes, options: TerminalOptions())
        #expect(restored.line(0).text() == "text")
        #expect(feed.takeSnapshot(at: 4, now: start, time: time) == nil)
    }

    @Test func `the last text is the lowest row that says something`() {
        var feed = feed()
        print("Done: all tests pass\r\n\r\n $ ", to: &feed, upTo: 30, at: start)
        #expect(feed.lastText == "Done: all tests pass")
    }
}

/// A client that shows a session: reads what it is sent.
private final class TestViewer {
    let writer: StreamWriter
    private let input: Descriptor
    private let output: Descriptor
    private var decoder = FrameDecoder()

    init() throws {
        let (one, other) = try UnixSocket.pair().take()
        input = Descriptor(one)
        output = Descriptor(other)
        writer = StreamWriter(
            descriptor: other, loop: try EventLoop(name: "viewer-test"), marks: Client.marks, onWritable: {},
            onError: { _ in })
    }

    /// The updates that came since the last call.
    func updates() throws -> [ScreenUpdate] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while let count = try UnixSocket.read(from: input.raw, into: &buffer), count > 0 {
            decoder.append(buffer[..<count])
        }
        var updates: [ScreenUpdate] = []
        while let frame = try decoder.next() { updates.append(try ScreenUpdate(decoding: frame.body)) }
        return updates
    }
}
