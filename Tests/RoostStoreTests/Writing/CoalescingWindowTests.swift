import Testing

@testable import RoostStore

@Suite struct CoalescingWindowTests {
    private let start = ContinuousClock.now

    private func step(_ number: Int) -> ContinuousClock.Instant { start + CoalescingWindow.step * number }

    @Test func `what a person causes waits a step`() {
        var window = CoalescingWindow(at: start)
        #expect(window.next(at: step(1), byteCount: 300) == nil)
        #expect(window.next(at: step(1), byteCount: CoalescingWindow.flood - 1) == nil)
    }

    @Test func `a flood passes first, and is stored in its first pause`() {
        var window = CoalescingWindow(at: start)
        #expect(window.next(at: step(1), byteCount: 2 << 20) == step(2))
        #expect(window.next(at: step(2), byteCount: 4 << 20) == step(3))
        #expect(window.next(at: step(3), byteCount: 4 << 20) == nil)
    }

    @Test func `a flood without an end waits for so much, or so long`() {
        var window = CoalescingWindow(at: start)
        #expect(window.next(at: step(1), byteCount: CoalescingWindow.limit) == nil)
        #expect(window.next(at: step(1), byteCount: CoalescingWindow.limit - 1) == step(2))
        window = CoalescingWindow(at: start)
        #expect(
            (1...9).first { window.next(at: step($0), byteCount: $0 * CoalescingWindow.flood) == nil } == 5)
    }
}
