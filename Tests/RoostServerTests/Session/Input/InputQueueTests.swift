import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct InputQueueTests {
    private func drain(_ queue: inout InputQueue) -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = queue.next() { all += bytes }
        return all
    }

    @Test func `input and replies come out in the order in which they came in`() {
        var queue = InputQueue()
        queue.type([1])
        #expect(queue.reply([2, 2]) == false)
        queue.type([3])
        queue.type([])
        #expect(queue.reply([]) == false)
        #expect(queue.byteCount == 4)
        #expect(queue.next() == [1, 2, 2, 3], "small pieces go together")
        #expect(queue.isEmpty && queue.byteCount == 0 && queue.next() == nil)
    }

    @Test func `a program that asks and never reads keeps only what it asked last`() {
        var queue = InputQueue()
        queue.type(Array("before".utf8))
        var isFirst: [Bool] = []
        for number in 0..<100_000 { isFirst.append(queue.reply(Array("\u{1B}[\(number);1R".utf8))) }
        #expect(isFirst.count { $0 } == 1, "it is said once")
        #expect(queue.byteCount < InputQueue.replyLimit)
        #expect(queue.droppedReplies > 90_000)
        queue.type(Array("after".utf8))
        let all = String(decoding: drain(&queue), as: UTF8.self)
        #expect(all.hasPrefix("before\u{1B}[") && all.hasSuffix("\u{1B}[99999;1Rafter"))
        #expect(queue.droppedReplies == 0, "it reads: a new count begins")
    }

    @Test func `a reply larger than all that is kept is kept alone`() {
        var queue = InputQueue()
        _ = queue.reply([1])
        #expect(queue.reply([UInt8](repeating: 2, count: InputQueue.replyLimit)) == true)
        #expect(drain(&queue).first == 2)
    }

    @Test func `replies take nothing from the room for input`() {
        var queue = InputQueue()
        for _ in 0..<100_000 { _ = queue.reply([UInt8](repeating: 1, count: 100)) }
        #expect(queue.admits(InputQueue.inputLimit))
        queue.type([1])
        #expect(queue.admits(InputQueue.inputLimit / 2))
    }

    @Test func `input beyond the bound is refused, and said once until there is room again`() {
        var queue = InputQueue()
        #expect(queue.admits(InputQueue.inputLimit * 4), "one long paste is no pile")
        queue.type([UInt8](repeating: 1, count: InputQueue.inputLimit - 1000))
        #expect(queue.admits(100))
        #expect(!queue.admits(1000))
        #expect(queue.refuse() == true)
        #expect(queue.refuse() == false)
        _ = drain(&queue)
        #expect(queue.admits(1000))
        #expect(queue.refuse() == true)
    }

    @Test func `single keys count with what it takes to keep them`() {
        var queue = InputQueue()
        var count = 0
        while queue.admits(1), count < 1 << 20 {
            queue.type([97])
            count += 1
        }
        #expect(count < InputQueue.inputLimit / 32)
    }

    @Test func `a signal key throws all of it away`() {
        var queue = InputQueue()
        queue.type([1])
        _ = queue.reply([2])
        queue.discard()
        #expect(queue.isEmpty && queue.byteCount == 0)
        queue.type([3])
        #expect(queue.next() == [3])
    }

    @Test(arguments: [1, 2]) func `the counts agree with what is there`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var queue = InputQueue()
        var typed: [UInt8] = []
        var received: [UInt8] = []
        for _ in 0..<5_000 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: _ = queue.reply([UInt8](repeating: 0, count: Int.random(in: 1...300, using: &random)))
            case 1, 2:
                let byte = UInt8.random(in: 1...255, using: &random)
                queue.type([byte])
                typed.append(byte)
            default: received += queue.next() ?? []
            }
            #expect(queue.byteCount >= 0 && queue.isEmpty == (queue.byteCount == 0))
        }
        received += drain(&queue)
        #expect(received.filter { $0 != 0 } == typed, "no key is lost or out of order")
    }

    @Test func `a key that is held keeps back what was typed after it, and no replies`() {
        var queue = InputQueue()
        queue.type([1])
        let key = queue.hold([13], followsPaste: true, at: .now)
        queue.type([2])
        _ = queue.reply([3])
        #expect(queue.held == [key])
        #expect(drain(&queue) == [1, 3])
        #expect(queue.barrier == key)
        #expect(!queue.isEmpty && queue.byteCount == 2)
        queue.release()
        #expect(queue.barrier == nil && queue.held.isEmpty)
        #expect(queue.next() == [13], "it comes alone")
        #expect(queue.next() == [2])
        #expect(queue.isEmpty && queue.byteCount == 0)
    }

    @Test func `a key behind others is no barrier yet, and one that is dropped never comes`() {
        var queue = InputQueue()
        queue.type([1])
        _ = queue.hold([13], followsPaste: false, at: .now)
        #expect(queue.barrier == nil)
        queue.drop()
        #expect(queue.held.count == 1)
        #expect(drain(&queue) == [1])
        queue.drop()
        queue.type([2])
        #expect(drain(&queue) == [2])
        #expect(queue.byteCount == 0 && queue.admits(InputQueue.inputLimit * 4))
    }

    @Test func `a key that is released before its turn comes in its turn`() {
        var queue = InputQueue()
        queue.type([1])
        _ = queue.hold([13], followsPaste: false, at: .now)
        queue.type([2])
        queue.release()
        #expect(queue.held.isEmpty)
        #expect(drain(&queue) == [1, 13, 2])
    }

    @Test func `what is thrown away takes the keys that are held with it`() {
        var queue = InputQueue()
        _ = queue.hold([13], followsPaste: false, at: .now)
        queue.discard()
        #expect(queue.held.isEmpty && queue.isEmpty)
    }
}
