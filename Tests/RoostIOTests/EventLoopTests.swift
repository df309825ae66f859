import Synchronization
import Testing

@testable import RoostIO

@Suite(.timeLimit(.minutes(2))) struct EventLoopTests {
    @Test func `bodies run in order, those that bodies add after those that wait`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<Int>()
        loop.execute {
            log.append(1)
            loop.execute {
                log.append(3)
                loop.stop()
            }
        }
        loop.execute { log.append(2) }
        loop.runToEnd()
        #expect(log.entries == [1, 2, 3])
    }

    @Test func `a loop that was stopped runs what was there before and then ends`() throws {
        let loop = try EventLoop(name: "test")
        let log = Log<Int>()
        for number in 0..<3_000 { loop.execute { log.append(number) } }
        loop.stop()
        loop.run()
        #expect(log.entries == Array(0..<3_000))
    }

    @Test func `bodies that add each other for ever do not keep a stopped loop running`() throws {
        let loop = try EventLoop(name: "test")
        let again = Box<@Sendable () -> Void>()
        again.value = { again.value.map { loop.execute($0) } }
        again.value?()
        loop.stop()
        loop.run()
        again.value = nil
        #expect(!loop.isCurrent)
    }

    @Test func `bodies that add each other for ever starve neither descriptors nor timers`() throws {
        let loop = try EventLoop(name: "test")
        let pair = try UnixSocket.pair()
        let log = Log<String>()
        let again = Box<@Sendable () -> Void>()
        again.value = { again.value.map { loop.execute($0) } }
        again.value?()
        try write([1], to: pair.second.raw)
        let watch = try loop.watch(pair.first.raw, for: .readable) { _ in
            log.append("descriptor")
            if log.entries.count > 10, log.entries.contains("timer") { loop.stop() }
        }
        loop.schedule(after: .milliseconds(1)) { log.append("timer") }
        loop.runToEnd()
        again.value = nil
        watch.cancel()
        #expect(Set(log.entries) == ["descriptor", "timer"])
    }

    @Test func `bodies of several threads all arrive, each thread's in order`() async throws {
        try await withRunningLoop { loop in
            let log = Log<(thread: Int, number: Int)>()
            await withTaskGroup { group in
                for thread in 0..<4 {
                    group.addTask {
                        for number in 0..<2_000 { loop.execute { log.append((thread, number)) } }
                    }
                }
            }
            try await loop.perform {}
            for thread in 0..<4 {
                #expect(log.entries.filter { $0.thread == thread }.map(\.number) == Array(0..<2_000))
            }
        }
    }

    @Test func `only its thread is current`() async throws {
        try await withRunningLoop { loop in
            #expect(!loop.isCurrent)
            #expect(loop.isIsolatingCurrentContext() == false)
            #expect(try await loop.perform { loop.isCurrent })
            let other = try EventLoop(name: "other")
            #expect(try await loop.perform { !other.isCurrent })
        }
    }

    @Test func `a sleeping loop is woken`() async throws {
        try await withRunningLoop { loop in
            for _ in 0..<500 { try await loop.perform {} }
        }
    }

    @Test func `a loop ends when nobody has it after it was stopped`() async throws {
        weak var ended: EventLoop?
        do {
            let loop = try EventLoop(name: "test")
            ended = loop
            loop.execute { [weak loop] in loop?.stop() }
            loop.run()
        }
        #expect(ended == nil)
    }
}
