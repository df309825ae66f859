import Glibc
import Synchronization
import Testing

@testable import RoostIO

@Suite(.timeLimit(.minutes(2))) struct StreamWriterTests {
    /// Nothing may wait, so each wait is told when it is over.
    private static let marks = WaterMarks(low: 0, high: 0, limit: 64 << 20)

    private func bytes(_ count: Int, from start: Int) -> [UInt8] {
        (start..<start + count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    @Test func `what fits is written before the call returns`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let writer = StreamWriter(
            descriptor: pair.first.raw, loop: loop, marks: Self.marks, onWritable: {}, onError: { _ in })
        writer.write([1])
        writer.write([])
        writer.write([2, 3])
        #expect(writer.pendingByteCount == 0)
        #expect(try read(from: pair.second.raw) == [1, 2, 3])
        writer.close()
    }

    @Test func `what does not fit goes on in order when there is room, and drains once`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let reader = pair.second.raw
        let (log, drains) = (Log<[UInt8]>(), Log<Int>())
        let total = 900_000
        let writer = StreamWriter(
            descriptor: pair.first.raw, loop: loop, marks: Self.marks, onWritable: { drains.append(1) },
            onError: { Issue.record("\($0)") })
        var start = 0
        for count in [10, 100_000, 400_000, 1, 99_989, 300_000] {
            writer.write(bytes(count, from: start))
            start += count
        }
        try #require(start == total)
        #expect(writer.pendingByteCount > 300_000)
        let received = Box(0)
        let watch = try loop.watch(reader, for: .readable) { _ in
            guard let part = try? read(from: reader, maximum: 50_000) else { return }
            log.append(part)
            received.value = (received.value ?? 0) + part.count
            if received.value == total { loop.stop() }
        }
        loop.runToEnd()
        watch.cancel()
        #expect(Array(log.entries.joined()) == bytes(total, from: 0))
        #expect(writer.pendingByteCount == 0)
        #expect(drains.entries == [1])
        writer.close()
    }

    @Test func `writing from several threads keeps each write whole`() async throws {
        try await withRunningLoop { loop in
            let pair = try UnixSocket.pair()
            let reader = pair.second.raw
            let writer = StreamWriter(
                descriptor: pair.first.raw, loop: loop, marks: Self.marks, onWritable: {},
                onError: { Issue.record("\($0)") })
            let received = Log<[UInt8]>()
            let count = 4 * 50 * 5_000
            await withTaskGroup { group in
                for thread in 0..<4 {
                    group.addTask {
                        for number in 0..<50 {
                            writer.write([UInt8](repeating: UInt8(thread * 50 + number), count: 5_000))
                        }
                    }
                }
                group.addTask {
                    await withCheckedContinuation { continuation in
                        let own = Box<Watch>()
                        let sum = Box(0)
                        // On the loop: the handler must not come before it can cancel its own watch.
                        loop.execute {
                            own.value = try? loop.watch(reader, for: .readable) { _ in
                                guard let part = try? read(from: reader) else { return }
                                received.append(part)
                                sum.value = (sum.value ?? 0) + part.count
                                guard sum.value == count else { return }
                                own.value?.cancel()
                                own.value = nil
                                continuation.resume()
                            }
                        }
                    }
                }
            }
            let all = Array(received.entries.joined())
            for start in stride(from: 0, to: count, by: 5_000) {
                #expect(all[start..<start + 5_000] == ArraySlice(repeating: all[start], count: 5_000))
            }
            writer.close()
        }
    }

    @Test func `a peer that is gone is one error and no signal`() throws {
        let loop = try EventLoop(name: "test")
        let (first, second) = try UnixSocket.pair().take()
        let errors = Log<IOError>()
        let writer = StreamWriter(
            descriptor: first, loop: loop, marks: Self.marks, onWritable: { Issue.record("writable") },
            onError: {
                errors.append($0)
                loop.schedule(after: .milliseconds(1)) { loop.stop() }
            })
        _ = Descriptor(second)
        writer.write([1, 2])
        writer.write([3])
        #expect(errors.entries.isEmpty, "only the loop calls")
        loop.runToEnd()
        #expect(errors.entries == [IOError(.write(byteCount: 2, descriptor: first), errno: EPIPE)])
        #expect(writer.pendingByteCount == 0)
        _ = Descriptor(first)
    }

    @Test func `a peer that goes while bytes wait is an error, too`() throws {
        let loop = try EventLoop(name: "test")
        let (first, second) = try UnixSocket.pair().take()
        let errors = Log<IOError>()
        let writer = StreamWriter(
            descriptor: first, loop: loop, marks: Self.marks, onWritable: { Issue.record("writable") },
            onError: {
                errors.append($0)
                loop.stop()
            })
        writer.write([UInt8](repeating: 1, count: 2_000_000))
        #expect(writer.pendingByteCount > 0)
        _ = Descriptor(second)
        loop.runToEnd()
        #expect(errors.entries.map(\.errno) == [EPIPE] || errors.entries.map(\.errno) == [ECONNRESET])
        #expect(writer.pendingByteCount == 0)
        _ = Descriptor(first)
    }

    @Test func `an error is not told after the writer was closed`() throws {
        let loop = try EventLoop(name: "test")
        let (first, second) = try UnixSocket.pair().take()
        let writer = StreamWriter(
            descriptor: first, loop: loop, marks: Self.marks, onWritable: {},
            onError: { Issue.record("\($0)") })
        _ = Descriptor(second)
        writer.write([1])
        writer.close()
        loop.execute { loop.stop() }
        loop.runToEnd()
        _ = Descriptor(first)
    }

    @Test func `a closed writer keeps nothing and calls nobody`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let writer = StreamWriter(
            descriptor: pair.first.raw, loop: loop, marks: Self.marks,
            onWritable: { Issue.record("writable") },
            onError: { Issue.record("\($0)") })
        writer.write([UInt8](repeating: 1, count: 2_000_000))
        writer.close()
        writer.close()
        writer.write([1])
        #expect(writer.pendingByteCount == 0)
        while let part = try read(from: pair.second.raw), !part.isEmpty {}
        loop.schedule(after: .milliseconds(2)) { loop.stop() }
        loop.runToEnd()
        #expect(try read(from: pair.second.raw) == nil)
    }

    @Test func `a writer that nobody has any more is closed`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        weak var ended: StreamWriter?
        do {
            let writer = StreamWriter(
                descriptor: pair.first.raw, loop: loop, marks: Self.marks, onWritable: {}, onError: { _ in })
            ended = writer
            writer.write([UInt8](repeating: 1, count: 2_000_000))
        }
        #expect(ended == nil)
        let descriptor = pair.first.raw
        #expect(loop.state.withLock { $0.watches.key(of: descriptor) } == nil)
    }

    @Test func `writing goes on from within the drain`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let reader = pair.second.raw
        let own = Box<StreamWriter>()
        let drains = Log<Int>()
        own.value = StreamWriter(
            descriptor: pair.first.raw, loop: loop,
            marks: Self.marks,
            onWritable: {
                drains.append(1)
                if drains.entries.count == 3 { return loop.stop() }
                own.value?.write([UInt8](repeating: 2, count: 1_000_000))
            }, onError: { Issue.record("\($0)") })
        own.value?.write([UInt8](repeating: 1, count: 1_000_000))
        let watch = try loop.watch(reader, for: .readable) { _ in _ = try? read(from: reader) }
        loop.runToEnd()
        watch.cancel()
        own.value?.close()
        own.value = nil
        #expect(drains.entries == [1, 1, 1])
    }

    @Test func `a producer stops above the high mark and goes on at the low one`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let reader = pair.second.raw
        let own = Box<StreamWriter>()
        let pending = Log<Int>()
        let writer = StreamWriter(
            descriptor: pair.first.raw, loop: loop,
            marks: WaterMarks(low: 100_000, high: 200_000, limit: 1 << 20),
            onWritable: {
                pending.append(own.value?.pendingByteCount ?? -1)
                loop.stop()
            }, onError: { Issue.record("\($0)") })
        own.value = writer
        let filled = fill(pair.first.raw)
        #expect(writer.write(bytes(200_000, from: 0)))
        #expect(writer.isWritable, "the mark is not passed yet")
        #expect(writer.write([1]))
        #expect(!writer.isWritable)
        #expect(writer.write([2]), "who cannot wait writes on")
        let watch = try loop.watch(reader, for: .readable) { _ in _ = try? read(from: reader, maximum: 10_000)
        }
        loop.runToEnd()
        watch.cancel()
        #expect(filled > 0 && writer.isWritable)
        #expect(pending.entries.count == 1)
        #expect(pending.entries.allSatisfy { 0 < $0 && $0 <= 100_000 })
        writer.close()
        #expect(!writer.isWritable)
    }

    @Test func `what would exceed the limit is refused whole, and what fits is taken after it`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let writer = StreamWriter(
            descriptor: pair.first.raw, loop: loop, marks: WaterMarks(low: 10, high: 20, limit: 1000),
            onWritable: {}, onError: { Issue.record("\($0)") })
        #expect(!writer.write(bytes(1001, from: 0)))
        #expect(try read(from: pair.second.raw) == nil, "not even its beginning was written")
        _ = fill(pair.first.raw)
        #expect(writer.write(bytes(600, from: 0)))
        #expect(!writer.write(bytes(401, from: 0)))
        #expect(writer.write(bytes(400, from: 600)))
        #expect(writer.pendingByteCount == 1000)
        for _ in 0..<10_000 { writer.write([1]) }
        #expect(writer.pendingByteCount == 1000)
        writer.close()
        #expect(!writer.write([1]))
    }

    @Test func `what is discarded is never written, and writing goes on`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let writer = StreamWriter(
            descriptor: pair.first.raw, loop: loop, marks: Self.marks,
            onWritable: { Issue.record("writable") }, onError: { Issue.record("\($0)") })
        let filled = fill(pair.first.raw)
        writer.write([1, 2, 3])
        #expect(writer.discard() == 3)
        #expect(writer.discard() == 0)
        #expect(writer.isWritable)
        var received = 0
        while let part = try read(from: pair.second.raw) { received += part.count }
        #expect(received == filled)
        loop.schedule(after: .milliseconds(2)) { loop.stop() }
        loop.runToEnd()
        writer.write([4])
        #expect(try read(from: pair.second.raw) == [4])
        writer.close()
    }

    @Test func `a writer that finishes takes nothing more and tells when all is written`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let reader = pair.second.raw
        let (received, done) = (Log<[UInt8]>(), Log<Int>())
        let writer = StreamWriter(
            descriptor: pair.first.raw, loop: loop, marks: Self.marks,
            onWritable: { Issue.record("writable") }, onError: { Issue.record("\($0)") })
        writer.write(bytes(900_000, from: 0))
        writer.finish {
            done.append(1)
            loop.stop()
        }
        #expect(!writer.isWritable && !writer.write([1]))
        let watch = try loop.watch(reader, for: .readable) { _ in
            if let part = try? read(from: reader) { received.append(part) }
        }
        loop.runToEnd()
        watch.cancel()
        while let part = try read(from: reader) { received.append(part) }
        #expect(Array(received.entries.joined()) == bytes(900_000, from: 0))
        #expect(done.entries == [1])
    }

    @Test func `a writer with nothing to write has finished, unless it is closed first`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let done = Log<Int>()
        let writers = (0..<2).map { _ in
            StreamWriter(
                descriptor: pair.first.raw, loop: loop, marks: Self.marks, onWritable: {}, onError: { _ in })
        }
        writers[0].finish {
            done.append(0)
            loop.stop()
        }
        writers[1].close()
        writers[1].finish { done.append(1) }
        loop.runToEnd()
        #expect(done.entries == [0])
    }
}
