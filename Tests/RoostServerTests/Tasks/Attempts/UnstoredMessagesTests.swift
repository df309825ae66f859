import RoostModel
import Testing

@testable import RoostServer

struct UnstoredMessagesTests {
    @Test func `reading waits above the mark, and goes on when the store has caught up`() {
        var messages = UnstoredMessages()
        messages.add(UnstoredMessages.limit, before: TaskPosition(output: 10))
        #expect(!messages.isFull)
        messages.add(1, before: TaskPosition(output: 20, errors: 5))
        #expect(messages.isFull)
        messages.stored(before: TaskPosition(output: 9))
        #expect(messages.isFull)
        messages.stored(before: TaskPosition(output: 10))
        #expect(!messages.isFull)
        messages.add(UnstoredMessages.limit, before: TaskPosition(output: 30, errors: 5))
        // Of two streams, one alone is not all.
        messages.stored(before: TaskPosition(output: 30, errors: 4))
        #expect(messages.isFull)
        messages.stored(before: TaskPosition(output: 30, errors: 5))
        #expect(!messages.isFull)
    }

    @Test func `a turn without messages counts for nothing`() {
        var messages = UnstoredMessages()
        for end in 1...5_000 { messages.add(0, before: TaskPosition(output: UInt64(end))) }
        #expect(!messages.isFull)
    }
}
