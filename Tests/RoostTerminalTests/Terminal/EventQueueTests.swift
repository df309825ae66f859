import Testing

@testable import RoostTerminal

@Suite struct EventQueueTests {
    @Test func `of titles, progress and directories in a row the last counts`() {
        var events = EventQueue()
        events.post(.title("a"))
        events.post(.title("b"))
        events.post(.progress(state: 1, percent: 1))
        events.post(.progress(state: 1, percent: 2))
        events.post(.workingDirectory("/a"))
        events.post(.workingDirectory("/b"))
        events.post(.title("c"))
        #expect(
            events.take() == [
                .title("b"), .progress(state: 1, percent: 2), .workingDirectory("/b"), .title("c"),
            ])
        #expect(events.take().isEmpty)
    }

    @Test func `bells in a row are one`() {
        var events = EventQueue()
        for _ in 0..<3 { events.post(.bell) }
        events.post(.colorScheme)
        events.post(.bell)
        #expect(events.take() == [.bell, .colorScheme, .bell])
    }

    @Test func `the oldest go when nobody takes them`() {
        var events = EventQueue()
        let count = EventQueue.limit * 3
        for line in 0..<count { events.post(.promptStarted(line: line)) }
        let taken = events.take()
        #expect(taken.count <= EventQueue.limit && taken.count > EventQueue.limit / 2)
        #expect(taken == (count - taken.count..<count).map { .promptStarted(line: $0) })
    }
}
