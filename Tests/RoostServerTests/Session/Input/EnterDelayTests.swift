import Testing

@testable import RoostServer

@Suite struct EnterDelayTests {
    private let start = ContinuousClock.now

    /// When Enter is written, in milliseconds after the text, asked at each deadline.
    private func press(isBracketed: Bool, readAt: Int, printing: [Int] = []) -> Int? {
        var delay = EnterDelay(isBracketed: isBracketed, at: start)
        var printing = printing[...]
        for _ in 0..<100 {
            let now = delay.deadline
            while let next = printing.first, start + .milliseconds(next) <= now {
                delay.notePrinted(at: start + .milliseconds(next))
                printing.removeFirst()
            }
            let milliseconds = Int(start.duration(to: now).milliseconds)
            if delay.isOver(unread: milliseconds >= readAt ? 0 : 5, at: now) { return milliseconds }
        }
        return nil
    }

    @Test func `keys that were read are followed after 150 ms, whatever is printed`() {
        #expect(press(isBracketed: false, readAt: 0) == 160)
        #expect(press(isBracketed: false, readAt: 0, printing: [20, 40, 155]) == 160)
    }

    @Test func `a paste that was read is followed when the program is quiet`() {
        #expect(press(isBracketed: true, readAt: 0) == 60)
        #expect(press(isBracketed: true, readAt: 0, printing: [30]) == 80)
        #expect(
            press(isBracketed: true, readAt: 0, printing: Array(stride(from: 0, to: 1000, by: 10))) == 160)
    }

    @Test func `what was not read is waited for, a second at most`() {
        #expect(press(isBracketed: false, readAt: 300) == 460)
        #expect(press(isBracketed: true, readAt: 300) == 360)
        #expect(press(isBracketed: true, readAt: .max) == 1000)
    }
}
