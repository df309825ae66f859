import Glibc
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTestSupport
import Testing

@testable import RoostServer

/// A child at the other end of a socket pair, no terminal, and a clock that stands still.
@Suite struct OutputPumpTests {
    private let folder: TemporaryFolder
    private let store = RecordedStore()
    private let start = ContinuousClock.now
    private let time = Timestamp(milliseconds: 1_800_000_000_000)
    private let program: Int32
    private let descriptor: Int32

    init() throws {
        folder = try TemporaryFolder()
        (descriptor, program) = try UnixSocket.pair().take()
    }

    private func pump(_ change: (inout PumpOptions) -> Void = { _ in }) throws -> OutputPump {
        var options = PumpOptions(journalDirectory: folder.path)
        change(&options)
        var pump = OutputPump(
            session: SessionID(rawValue: 1), options: options, store: store,
            journal: try Journal(directory: folder.path, session: 1, offset: 0), offset: 0,
            unstoredOffset: nil, hasEnded: false, at: time)
        pump.start(Child(pid: getpid(), start: 0, descriptor: descriptor), keeper: nil, at: start)
        return pump
    }

    private func prints(_ bytes: [UInt8]) {
        let count = unsafe write(program, bytes, bytes.count)
        precondition(count == bytes.count, "the socket took \(count) of \(bytes.count) bytes")
    }

    /// A turn of reading; what was lent, and how the child ended if it did.
    private func turn(
        _ pump: inout OutputPump, yielding: Bool = false, isSeen: Bool = true, isAwaited: Bool = true,
        at now: ContinuousClock.Instant
    ) -> (bytes: [UInt8], end: ChildExit?) {
        var bytes: [UInt8] = []
        let turn = pump.read(yielding: yielding, at: now) { lent, end in
            unsafe lent.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
            #expect(end >= UInt64(bytes.count))
        }
        #expect(turn.byteCount == bytes.count)
        let end = pump.finish(turn, isSeen: isSeen, isAwaited: isAwaited, readAt: now, at: now, time: time)
        return (bytes, end)
    }

    @Test func `what the child prints is lent, gathers, and goes to the store in one record`() throws {
        var pump = try pump()
        prints(Array("one ".utf8))
        #expect(turn(&pump, at: start).bytes == Array("one ".utf8))
        prints(Array("two".utf8))
        #expect(turn(&pump, at: start + .milliseconds(5)).bytes == Array("two".utf8))
        #expect(store.records.isEmpty)
        let deadline = pump.deadline
        let due = try #require(deadline)
        #expect(due > start && due <= start + OutputPump.trickleTime)
        guard case .nothing = pump.wake(at: due) else {
            Issue.record("there is nothing to read")
            return
        }
        #expect(store.records.count == 1)
        #expect(store.output == Array("one two".utf8))
        #expect(pump.deadline == nil)
        #expect(pump.wantsInput == true)
    }

    @Test func `little output of all sessions is handed over at the same moments, and more at once`() throws {
        var pump = try pump()
        var deadlines: [ContinuousClock.Instant] = []
        for time in [0, 150, 399, 401, 900] {
            prints(Array("x".utf8))
            let now = start + .milliseconds(time)
            _ = turn(&pump, at: now)
            if let due = pump.deadline { deadlines.append(due) }
            pump.handOver()
        }
        #expect(deadlines.count == 5)
        for (one, other) in zip(deadlines, deadlines.dropFirst()) {
            let ticks = one.duration(to: other) / OutputPump.trickleTime
            #expect(ticks == ticks.rounded() && ticks >= 0)
        }
        prints([UInt8](repeating: 0x78, count: 8 << 10))
        _ = turn(&pump, at: start + .seconds(2))
        #expect(pump.deadline == start + .seconds(2) + .milliseconds(20))
    }

    @Test func `what has gathered in the PTY does not gather again before it goes to the store`() throws {
        var pump = try pump()
        // A spinner, until its output is left where it is.
        var now = start
        while !pump.isCoalescing {
            prints(Array("x".utf8))
            _ = turn(&pump, isAwaited: false, at: now)
            now += .milliseconds(1)
        }
        pump.handOver()
        let tick = pump.deadline
        let due = try #require(tick)
        #expect(due <= now + ReadCoalescing.tick)
        prints(Array("y".utf8))
        guard case .read = pump.wake(at: due) else {
            Issue.record("it is time to read")
            return
        }
        #expect(turn(&pump, isAwaited: false, at: due).bytes == Array("y".utf8))
        #expect(pump.storeDeadline == due + .milliseconds(20))
    }

    @Test func `what nobody can see gathers longer, until something is seen`() throws {
        var pump = try pump()
        prints(Array("\u{1B}]2;working\u{7}".utf8))
        _ = turn(&pump, isSeen: false, at: start)
        var deadline = pump.deadline
        let late = try #require(deadline)
        #expect(late > start && late <= start + OutputPump.unseenTime)
        // Just after a tick of both, so that the sooner one comes first.
        let now = late + .milliseconds(1)
        pump.handOver()
        prints(Array("\u{1B}]2;still working\u{7}".utf8))
        _ = turn(&pump, isSeen: false, at: now)
        deadline = pump.deadline
        #expect(deadline == late + OutputPump.unseenTime)
        prints(Array("done".utf8))
        _ = turn(&pump, at: now)
        deadline = pump.deadline
        #expect(try #require(deadline) <= now + OutputPump.trickleTime)
        pump.handOver()
        #expect(store.output == Array("\u{1B}]2;working\u{7}\u{1B}]2;still working\u{7}done".utf8))
    }

    @Test func `a burst does not wait, and no byte is handed over twice`() throws {
        var pump = try pump()
        let burst = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        var (sent, got) = (0, [UInt8]())
        var now = start
        while got.count < burst.count {
            if sent < burst.count {
                prints(Array(burst[sent..<min(sent + 50_000, burst.count)]))
                sent += 50_000
            }
            got += turn(&pump, at: now).bytes
            now += .milliseconds(1)
        }
        #expect(!store.records.isEmpty)
        pump.handOver()
        #expect(got == burst)
        #expect(store.output == burst)
    }

    @Test func `who is in the way of a key reads once, unless the child is gone`() throws {
        var pump = try pump()
        prints([UInt8](repeating: 65, count: 20_000))
        #expect(turn(&pump, yielding: true, at: start).bytes.count == 4096)
        _ = pump.exited(.exited(0), at: start)
        #expect(turn(&pump, yielding: true, at: start).bytes.count == 20_000 - 4096)
    }

    @Test func `a limit of the rate makes it pause, and the exit of the child ends that`() throws {
        var pump = try pump { $0.bytesPerSecond = 10_000 }
        prints([UInt8](repeating: 65, count: 30_000))
        let burst = turn(&pump, at: start).bytes.count
        #expect((10_000...20_000).contains(burst))
        #expect(pump.wantsInput == false)
        let due = try #require(pump.deadline as ContinuousClock.Instant?)
        #expect(due > start)
        _ = pump.exited(.exited(0), at: start)
        #expect(pump.wantsInput == true)
        #expect(turn(&pump, at: start).bytes.count == 30_000 - burst)
    }

    @Test func `a full journal waits for the store, and nothing is lost`() throws {
        var pump = try pump()
        let part = [UInt8](repeating: 66, count: 30_000)
        var count = part.count
        while count == part.count {
            prints(part)
            count = turn(&pump, at: start).bytes.count
        }
        #expect(pump.wantsInput == false)
        #expect(pump.endOffset <= UInt64(Journal.maximumByteCount))
        #expect(pump.endOffset > UInt64(Journal.maximumByteCount / 2))
        #expect(turn(&pump, at: start).bytes.isEmpty)
        pump.stored(upTo: pump.endOffset)
        #expect(pump.wantsInput == true)
        #expect(turn(&pump, at: start).bytes.count == part.count - count)
    }

    @Test func `without a store that can be written the oldest output goes, and the program runs`() throws {
        store.isOpen = false
        var pump = try pump()
        let part = [UInt8](repeating: 67, count: 30_000)
        var total = 0
        while total < 2 * Journal.maximumByteCount {
            prints(part)
            total += turn(&pump, at: start).bytes.count
        }
        #expect(pump.endOffset == UInt64(total))
    }

    @Test(arguments: [true, false])
    func `the child has ended when its exit is known and its output is read`(exitFirst: Bool) throws {
        var pump = try pump()
        prints(Array("bye".utf8))
        shutdown(program, Int32(SHUT_WR))
        if exitFirst {
            #expect(pump.exited(.exited(7), at: start) == nil)
            let last = turn(&pump, at: start)
            #expect(last.bytes == Array("bye".utf8))
            #expect(last.end == .exited(7))
        } else {
            let last = turn(&pump, at: start)
            #expect(last.bytes == Array("bye".utf8))
            #expect(last.end == nil)
            #expect(pump.wantsInput == false)
            #expect(pump.exited(.exited(7), at: start) == .exited(7))
        }
        pump.closeChild()
        #expect(pump.child == nil)
        // The other end sees that it is closed.
        var byte: UInt8 = 0
        #expect(unsafe recv(program, &byte, 1, Int32(MSG_DONTWAIT)) == 0)
        pump.handOver()
        pump.stored(upTo: 3)
        #expect(pump.endOffset == 3)
        #expect(try folder.names.isEmpty)
    }

    @Test func `what holds the terminal open after the exit is not waited for long`() throws {
        var pump = try pump()
        #expect(pump.exited(.signalled(9), at: start) == nil)
        #expect(pump.deadline == start + .seconds(1))
        guard case .giveUp = pump.wake(at: start + .seconds(1)) else {
            Issue.record("it waits for ever")
            return
        }
        #expect(pump.giveUp(at: start + .seconds(1)) == .signalled(9))
        pump.closeChild()
    }

    @Test func `a child in its place goes on where the last one ended`() throws {
        var pump = try pump()
        prints(Array("first".utf8))
        shutdown(program, Int32(SHUT_WR))
        _ = turn(&pump, at: start)
        _ = pump.exited(.exited(0), at: start)
        pump.closeChild()
        pump.handOver()
        pump.stored(upTo: 5)
        try pump.prepareRestart()
        #expect(pump.print(Array(" and".utf8), at: start, time: time, into: { _, _ in }) == 4)
        let (one, other) = try UnixSocket.pair().take()
        pump.start(Child(pid: getpid(), start: 0, descriptor: one), keeper: nil, at: start)
        let text = Array(" second".utf8)
        #expect(unsafe write(other, text, text.count) == text.count)
        #expect(turn(&pump, at: start).bytes == text)
        pump.handOver()
        #expect(store.output == Array("first and second".utf8))
        close(other)
        pump.closeChild()
    }

    @Test func `what the journal has and the store has not is handed over after a recovery`() throws {
        var journal = try Journal(directory: folder.path, session: 2, offset: 100)
        #expect(journal.append(Array("stored and unstored".utf8)) == 19)
        var pump = OutputPump(
            session: SessionID(rawValue: 2), options: PumpOptions(journalDirectory: folder.path),
            store: store, journal: journal, offset: 0, unstoredOffset: 111, hasEnded: true,
            at: time)
        pump.handOver()
        #expect(store.output == Array("unstored".utf8))
        pump.stored(upTo: 119)
        #expect(pump.endOffset == 119)
        #expect(try folder.names.isEmpty)
    }

    @Test func `output that is not wanted is not kept`() throws {
        var pump = try pump { $0.keepsOutput = false }
        prints(Array("secret".utf8))
        #expect(turn(&pump, at: start).bytes == Array("secret".utf8))
        pump.handOver()
        #expect(store.records.isEmpty)
    }
}
