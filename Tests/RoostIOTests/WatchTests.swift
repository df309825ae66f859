import Glibc
import RoostTestSupport
import Synchronization
import Testing

@testable import RoostIO

@Suite(.timeLimit(.minutes(2))) struct WatchTests {
    @Test func `a handler is called again until the bytes are read`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let reader = pair.first.raw
        let log = Log<[UInt8]>()
        try write([1, 2, 3], to: pair.second.raw)
        let watch = try loop.watch(reader, for: .readable) { readiness in
            #expect(readiness == .readable)
            #expect(loop.isCurrent)
            if let bytes = try? read(from: reader, maximum: 1) { log.append(bytes) }
            if log.entries.count == 3 { loop.execute { loop.stop() } }
        }
        loop.runToEnd()
        watch.cancel()
        #expect(log.entries == [[1], [2], [3]])
    }

    @Test func `a watch reports only what it waits for, and that changes`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let log = Log<Readiness>()
        let own = Box<Watch>()
        try write([1], to: pair.second.raw)
        own.value = try loop.watch(pair.first.raw, for: .writable) { readiness in
            log.append(readiness)
            switch log.entries.count {
            case 1: own.value?.update([.readable])
            case 2: own.value?.update([.readable, .writable])
            default: loop.stop()
            }
        }
        loop.runToEnd()
        own.value?.cancel()
        own.value = nil
        #expect(log.entries == [.writable, .readable, [.readable, .writable]])
    }

    /// A loop whose kernel refuses to watch so often.
    private func shortLoop(_ errno: Int32, refusals: Int) throws -> EventLoop {
        let left = Box(refusals)
        let poller = try Poller(name: "test") { poll, operation, descriptor, interest, key in
            guard interest != 0, let count = left.value, count > 0 else {
                return Poller.system(poll, operation, descriptor, interest, key)
            }
            left.value = count - 1
            return -errno
        }
        return EventLoop(name: "test", poller: poller)
    }

    @Test(arguments: [ENOMEM, ENOSPC])
    func `a watch that the kernel has no room for begins as soon as it has`(errno: Int32) throws {
        let loop = try shortLoop(errno, refusals: 3)
        let pair = try UnixSocket.pair()
        let log = Log<Readiness>()
        try write([1], to: pair.second.raw)
        let watch = try loop.watch(pair.first.raw, for: .readable) { readiness in
            log.append(readiness)
            loop.stop()
        }
        loop.runToEnd()
        watch.cancel()
        #expect(log.entries == [.readable])
    }

    @Test func `a watch that goes on when there is no room goes on a moment later`() throws {
        let loop = try shortLoop(ENOMEM, refusals: 2)
        let pair = try UnixSocket.pair()
        let log = Log<Readiness>()
        try write([1], to: pair.second.raw)
        let watch = try loop.watch(pair.first.raw, for: []) { readiness in
            log.append(readiness)
            loop.stop()
        }
        watch.update(.readable)
        loop.runToEnd()
        watch.cancel()
        #expect(log.entries == [.readable])
    }

    @Test func `what can never be watched is an error at once`() throws {
        let loop = try shortLoop(EPERM, refusals: 1)
        let pair = try UnixSocket.pair()
        #expect(throws: IOError.self) { _ = try loop.watch(pair.first.raw, for: .readable) { _ in } }
    }

    @Test func `a paused watch hears nothing, not even a hang-up, and goes on where it was`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let log = Log<Readiness>()
        let watch = try loop.watch(pair.first.raw, for: .readable) { readiness in
            log.append(readiness)
            loop.stop()
        }
        watch.update([])
        _ = shutdown(pair.second.raw, Int32(SHUT_RDWR))
        loop.schedule(after: .milliseconds(2)) {
            #expect(log.entries.isEmpty)
            watch.update(.readable)
        }
        loop.runToEnd()
        watch.cancel()
        #expect(log.entries == [[.readable, .hangUp]])
    }

    @Test func `a hang-up is reported to a watch that only writes`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        _ = fill(pair.first.raw)
        let log = Log<Readiness>()
        let watch = try loop.watch(pair.first.raw, for: .writable) { readiness in
            log.append(readiness)
            loop.stop()
        }
        _ = shutdown(pair.second.raw, Int32(SHUT_RDWR))
        loop.runToEnd()
        watch.cancel()
        #expect(log.entries.first?.contains(.hangUp) == true)
    }

    /// All are ready at once and each handler cancels all others: one call, although epoll fetched all of them.
    @Test func `a cancelled watch is not called even if its event was fetched`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<Int>()
        let watches = Box<[Watch]>([])
        var descriptors: [Int32] = []
        defer { for descriptor in descriptors { _ = Descriptor(descriptor) } }
        for number in 0..<20 {
            let (first, second) = try UnixSocket.pair().take()
            descriptors += [first, second]
            try write([1], to: second)
            let watch = try loop.watch(first, for: .readable) { _ in
                log.append(number)
                for watch in watches.value ?? [] { watch.cancel() }
                loop.schedule(after: .milliseconds(1)) { loop.stop() }
            }
            watches.value?.append(watch)
        }
        loop.runToEnd()
        #expect(log.entries.count == 1)
    }

    @Test func `a handler that cancels itself is called no more and lets go of what it held`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        weak var held: Log<Int>?
        do {
            let log = Log<Int>()
            held = log
            let own = Box<Watch>()
            try write([1], to: pair.second.raw)
            own.value = try loop.watch(pair.first.raw, for: .readable) { _ in
                log.append(1)
                own.value?.cancel()
                own.value?.cancel()
                own.value = nil
                loop.schedule(after: .milliseconds(1)) { loop.stop() }
            }
            loop.runToEnd()
            #expect(log.entries == [1])
        }
        #expect(held == nil)
    }

    @Test func `a number that is used again belongs to its new watch alone`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<String>()
        let (oldFirst, oldSecond) = try UnixSocket.pair().take()
        defer { _ = Descriptor(oldSecond) }
        try write([1], to: oldSecond)
        let old = try loop.watch(oldFirst, for: .readable) { _ in log.append("old") }
        old.cancel()

        let pair = try UnixSocket.pair()
        try #require(dup2(pair.first.raw, oldFirst) == oldFirst)
        defer { _ = Descriptor(oldFirst) }
        let new = try loop.watch(oldFirst, for: .readable) { _ in
            log.append("new")
            loop.stop()
        }
        old.update(.writable)
        old.cancel()
        try write([1], to: pair.second.raw)
        loop.runToEnd()
        new.cancel()
        #expect(log.entries == ["new"])
    }

    /// Not allowed, but a mistake there must not mix up two sessions.
    @Test func `a watch that was not cancelled before its descriptor was closed does not see the next one`()
        throws
    {
        let loop = try EventLoop(name: "test")
        let log = Log<String>()
        let (oldFirst, oldSecond) = try UnixSocket.pair().take()
        let old = try loop.watch(oldFirst, for: .readable) { _ in log.append("old") }
        _ = Descriptor(oldSecond)

        let pair = try UnixSocket.pair()
        try #require(dup2(pair.first.raw, oldFirst) == oldFirst)
        defer { _ = Descriptor(oldFirst) }
        let new = try loop.watch(oldFirst, for: .readable) { _ in
            log.append("new")
            loop.stop()
        }
        old.cancel()
        try write([1], to: pair.second.raw)
        loop.runToEnd()
        new.cancel()
        #expect(log.entries == ["new"])
    }

    @Test func `a reader and a writer of one descriptor do not know of each other`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let descriptor = pair.first.raw
        let log = Log<String>()
        let writer = Box<Watch>()
        let reader = try loop.watch(descriptor, for: .readable) { readiness in
            #expect(readiness == .readable)
            _ = try? read(from: descriptor)
            log.append("read")
            loop.stop()
        }
        let other = pair.second.raw
        writer.value = try loop.watch(descriptor, for: .writable) { readiness in
            #expect(readiness == .writable)
            log.append("write")
            writer.value?.cancel()
            try? write([1], to: other)
        }
        loop.runToEnd()
        reader.cancel()
        writer.value = nil
        #expect(log.entries == ["write", "read"])
    }

    @Test func `both handlers of one descriptor hear what concerns both`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let log = Log<Int>()
        let watches = try (0..<3).map { number in
            try loop.watch(pair.first.raw, for: .readable) { _ in
                log.append(number)
                loop.stop()
            }
        }
        watches[1].cancel()
        try write([1], to: pair.second.raw)
        loop.runToEnd()
        for watch in watches { watch.cancel() }
        #expect(log.entries == [0, 2])
    }

    @Test func `every one of many ready descriptors gets its turn`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<Int>()
        var descriptors: [Int32] = []
        var watches: [Watch] = []
        defer { for descriptor in descriptors { _ = Descriptor(descriptor) } }
        let count = 200
        for number in 0..<count {
            let (first, second) = try UnixSocket.pair().take()
            descriptors += [first, second]
            try write([1], to: second)
            watches.append(
                try loop.watch(first, for: .readable) { _ in
                    log.append(number)
                    if log.entries.count == 10 * count { loop.stop() }
                })
        }
        loop.runToEnd()
        for watch in watches { watch.cancel() }
        let turns = Dictionary(grouping: log.entries) { $0 }.mapValues(\.count)
        #expect(turns.count == count)
        // Nobody reads, so all stay ready; what a round gives first to one it gives last the next time.
        #expect(turns.values.allSatisfy { (9...11).contains($0) }, "\(turns)")
    }

    @Test func `a thousand descriptors are watched at once`() async throws {
        try Files.raiseDescriptorLimit()
        try await withRunningLoop { loop in
            let log = Log<Int>()
            var descriptors: [Int32] = []
            var watches: [Watch] = []
            for number in 0..<1_000 {
                let (first, second) = try UnixSocket.pair().take()
                descriptors += [first, second]
                watches.append(
                    try loop.watch(first, for: .readable) { _ in
                        _ = try? read(from: first, maximum: 16)
                        log.append(number)
                    })
            }
            for index in stride(from: 1, to: descriptors.count, by: 2) {
                try write([1], to: descriptors[index])
            }
            while log.entries.count < 1_000 { try await loop.perform {} }
            for watch in watches { watch.cancel() }
            for descriptor in descriptors { _ = Descriptor(descriptor) }
            #expect(log.entries.sorted() == Array(0..<1_000))
        }
    }

    /// What the old handler holds ends in the middle of a new watch, and cancels on its way out.
    @Test func `a stale handler that ends may cancel watches`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let (first, second) = try UnixSocket.pair().take()
        do {
            let writer = StreamWriter(
                descriptor: pair.first.raw, loop: loop, marks: WaterMarks(low: 0, high: 0, limit: 1 << 22),
                onWritable: {}, onError: { _ in })
            writer.write([UInt8](repeating: 1, count: 2_000_000))
            _ = try loop.watch(first, for: .readable) { _ in writer.close() }
        }
        let other = try UnixSocket.pair()
        try #require(dup2(other.first.raw, first) == first)
        let watch = try loop.watch(first, for: .readable) { _ in }
        watch.cancel()
        let descriptor = pair.first.raw
        #expect(loop.state.withLock { $0.watches.key(of: descriptor) } == nil)
        _ = Descriptor(first)
        _ = Descriptor(second)
    }

    @Test func `several threads watch, change and cancel at once`() async throws {
        try await withRunningLoop { loop in
            let calls = Log<Int>()
            try await withThrowingTaskGroup { group in
                for thread in 0..<4 {
                    group.addTask {
                        for number in 0..<300 {
                            let pair = try UnixSocket.pair()
                            let descriptor = pair.first.raw
                            let watch = try loop.watch(descriptor, for: .writable) { _ in calls.append(thread)
                            }
                            let timer = loop.schedule(after: .microseconds(number)) { calls.append(thread) }
                            watch.update([])
                            watch.update([.readable, .writable])
                            try await loop.perform {}
                            timer.cancel()
                            watch.cancel()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(Set(calls.entries) == [0, 1, 2, 3])
            #expect(loop.state.withLock { $0.watches.registrations.count } == 0)
            #expect(loop.state.withLock { $0.timers.count } == 0)
        }
    }

    @Test func `what epoll refuses is an error`() throws {
        let loop = try EventLoop(name: "test")
        try TemporaryFolder.with { directory in
            let file = Descriptor(SystemCall.open("\(directory)/file", O_RDWR | O_CREAT, mode: 0o600))
            #expect(throws: IOError(.watch(descriptor: file.raw), errno: EPERM)) {
                _ = try loop.watch(file.raw, for: .readable) { _ in }
            }
        }
        #expect(throws: IOError(.watch(descriptor: -1), errno: EBADF)) {
            _ = try loop.watch(-1, for: .readable) { _ in }
        }
    }

    @Test func `a watch that cannot be resumed tells its handler`() throws {
        let loop = try EventLoop(name: "test")
        let (first, second) = try UnixSocket.pair().take()
        defer { for descriptor in [first, second] { _ = Descriptor(descriptor) } }
        let log = Log<Readiness>()
        let watch = try loop.watch(first, for: []) { readiness in
            log.append(readiness)
            loop.stop()
        }
        try TemporaryFolder.with { directory in
            let file = Descriptor(SystemCall.open("\(directory)/file", O_RDWR | O_CREAT, mode: 0o600))
            try #require(dup2(file.raw, first) == first)
            watch.update(.readable)
            loop.runToEnd()
        }
        watch.cancel()
        #expect(log.entries == [.error])
    }
}
