import Testing

@testable import RoostIO

/// An actor that lives on a loop, as sessions do.
private actor Counter {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
    private(set) var count = 0

    init(loop: EventLoop) {
        self.loop = loop
    }

    func add(_ number: Int) -> Bool {
        count += number
        return loop.isCurrent
    }

    func addSlowly() async {
        let before = count
        await Task.yield()
        count = before + 1
    }
}

/// What a handler does; not from an asynchronous function.
private func enter(_ counter: Counter) {
    _ = counter.assumeIsolated { $0.add(1) }
}

@Suite(.timeLimit(.minutes(2))) struct EventLoopActorTests {
    @Test func `an actor runs on its loop when it is awaited from outside`() async throws {
        try await withRunningLoop { loop in
            let counter = Counter(loop: loop)
            for _ in 0..<100 { #expect(await counter.add(1)) }
            #expect(await counter.count == 100)
        }
    }

    @Test func `a handler enters the actor without a hop`() async throws {
        try await withRunningLoop { loop in
            let counter = Counter(loop: loop)
            let inside = try await loop.perform { counter.assumeIsolated { $0.add(5) } }
            #expect(inside)
            #expect(await counter.count == 5)
        }
    }

    @Test func `a handler off the loop that assumes to be inside stops the program`() async {
        await #expect(processExitsWith: .failure) {
            enter(Counter(loop: try EventLoop(name: "test")))
        }
    }

    @Test func `two actors on one loop call each other`() async throws {
        try await withRunningLoop { loop in
            let (first, second) = (Counter(loop: loop), Counter(loop: loop))
            await withTaskGroup { group in
                for number in 0..<200 {
                    group.addTask {
                        _ = await first.add(number)
                        _ = await second.add(await first.count)
                    }
                }
            }
            #expect(await first.count == 199 * 100)
        }
    }

    @Test func `an actor gives way at its suspension points`() async throws {
        try await withRunningLoop { loop in
            let counter = Counter(loop: loop)
            await withTaskGroup { group in
                for _ in 0..<10 { group.addTask { await counter.addSlowly() } }
            }
            let count = await counter.count
            #expect((1...10).contains(count))
        }
    }

    @Test func `tasks and bodies share one order`() async throws {
        try await withRunningLoop { loop in
            let counter = Counter(loop: loop)
            let log = Log<Int>()
            try await loop.perform {
                _ = counter.assumeIsolated { counter in
                    Task {
                        _ = counter.add(1)
                        log.append(1)
                    }
                }
                loop.execute { log.append(2) }
            }
            try await loop.perform {}
            #expect(log.entries == [1, 2])
        }
    }
}
