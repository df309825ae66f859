import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct OutboxTests {
    private func id(_ number: UInt64) -> SessionID {
        SessionID(rawValue: number)
    }

    private func drain(_ outbox: inout Outbox) -> [Outbox.Item] {
        var items: [Outbox.Item] = []
        while let item = outbox.next() { items.append(item) }
        return items
    }

    @Test func `answers come first and in order, then workspaces, sessions and notices`() {
        var outbox = Outbox()
        outbox.notify([1])
        outbox.changed(sessions: [id(7)])
        outbox.changed(workspace: "main")
        #expect(outbox.respond([2]) == true)
        #expect(outbox.respond([3]) == true)
        outbox.notify([4])
        #expect(!outbox.isEmpty)
        #expect(
            drain(&outbox) == [
                .frame([2]), .frame([3]), .workspace("main"), .sessions([id(7)]), .frame([1]), .frame([4]),
            ])
        #expect(outbox.isEmpty && outbox.responseByteCount == 0 && outbox.noticeByteCount == 0)
    }

    @Test func `a client that stops reading while a session floods keeps one entry for it`() {
        var outbox = Outbox()
        for round in 0..<100_000 {
            outbox.changed(sessions: [id(1), id(UInt64(round % 3))])
            outbox.changed(workspace: "main")
        }
        #expect(drain(&outbox) == [.workspace("main"), .sessions([id(0), id(1), id(2)])])
    }

    @Test func `how tasks stand is told once, whenever there is room`() {
        var outbox = Outbox()
        for _ in 0..<100 { outbox.pulse() }
        #expect(!outbox.isEmpty)
        #expect(drain(&outbox) == [.pulse])
        #expect(outbox.isEmpty)
    }

    @Test func `of too many notices the oldest are dropped, and the client hears how many`() {
        var outbox = Outbox()
        for number in 0..<1000 { outbox.notify([UInt8(number & 0xFF)]) }
        let dropped = 1000 - Outbox.noticeLimit.count
        #expect(outbox.droppedNotices == dropped)
        let items = drain(&outbox)
        #expect(items.first == .droppedNotices(dropped))
        #expect(items.count == Outbox.noticeLimit.count + 1)
        #expect(items.last == .frame([UInt8(999 & 0xFF)]))
        outbox.notify([1])
        #expect(drain(&outbox) == [.frame([1])], "it is told once")
        #expect(outbox.droppedNotices == dropped, "doctor goes on counting")
    }

    @Test func `large notices are bounded in bytes, and the newest is kept whatever its size`() {
        var outbox = Outbox()
        for _ in 0..<20 { outbox.notify([UInt8](repeating: 1, count: Outbox.noticeLimit.bytes / 4)) }
        #expect(outbox.noticeByteCount <= Outbox.noticeLimit.bytes)
        let large = [UInt8](repeating: 2, count: Outbox.noticeLimit.bytes * 2)
        outbox.notify(large)
        #expect(outbox.noticeByteCount == large.count)
        #expect(drain(&outbox).last == .frame(large))
    }

    @Test func `answers that nobody reads are bounded, errors in their place fit`() {
        var outbox = Outbox()
        let page = [UInt8](repeating: 1, count: 1 << 20)
        var taken = 0
        while outbox.respond(page), taken < 100 { taken += 1 }
        #expect(taken == Outbox.responseLimit / page.count)
        let before = outbox.responseByteCount
        outbox.refuse([9])
        #expect(outbox.responseByteCount == before + 1)
        #expect(drain(&outbox).last == .frame([9]))
        #expect(
            outbox.respond([UInt8](repeating: 1, count: Outbox.responseLimit * 2)) == true,
            "alone it may be large")
        #expect(outbox.respond([1]) == false)
    }

    @Test func `a client that is let go gets its answers and nothing else`() {
        var outbox = Outbox()
        outbox.notify([1])
        outbox.changed(workspace: "main")
        #expect(outbox.respond([2]) == true)
        outbox.changed(sessions: [id(1)])
        outbox.keepOnlyResponses()
        #expect(drain(&outbox) == [.frame([2])])
    }

    @Test(arguments: [1, 2, 3]) func `whatever comes in whatever order stays within the bounds`(seed: UInt64)
    {
        var random = SeededGenerator(seed: seed)
        var outbox = Outbox()
        for _ in 0..<20_000 {
            let size = Int.random(in: 0..<100_000, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0...2: outbox.notify([UInt8](repeating: 0, count: size))
            case 3: _ = outbox.respond([UInt8](repeating: 0, count: size))
            case 4: outbox.changed(sessions: [id(UInt64(size % 50))])
            case 5: outbox.changed(workspace: "\(size % 10)")
            case 6: _ = outbox.next()
            default: if size < 100 { _ = drain(&outbox) }
            }
            #expect(outbox.responseByteCount <= Outbox.responseLimit)
            #expect(outbox.noticeByteCount <= Outbox.noticeLimit.bytes)
        }
        #expect(drain(&outbox).count <= 20_000)
        #expect(outbox.isEmpty)
    }
}
