import Testing

@testable import RoostStore

@Suite struct GatheringTests {
    private let start = ContinuousClock.now

    private func step(_ number: Int) -> ContinuousClock.Instant { start + Gathering.step * number }

    @Test func `what a person causes waits a step`() {
        var gathering = Gathering(at: start)
        #expect(gathering.next(at: step(1), byteCount: 300) == nil)
        #expect(gathering.next(at: step(1), byteCount: Gathering.flood - 1) == nil)
    }

    @Test func `a flood passes first, and is stored in its first pause`() {
        var gathering = Gathering(at: start)
        #expect(gathering.next(at: step(1), byteCount: 2 << 20) == step(2))
        #expect(gathering.next(at: step(2), byteCount: 4 << 20) == step(3))
        #expect(gathering.next(at: step(3), byteCount: 4 << 20) == nil)
    }

    @Test func `a flood without an end waits for so much, or so long`() {
        var gathering = Gathering(at: start)
        #expect(gathering.next(at: step(1), byteCount: Gathering.limit) == nil)
        #expect(gathering.next(at: step(1), byteCount: Gathering.limit - 1) == step(2))
        gathering = Gathering(at: start)
        #expect((1...9).first { gathering.next(at: step($0), byteCount: $0 * Gathering.flood) == nil } == 5)
    }
}
