import RoostModel
import Testing

@testable import RoostServer

@Suite struct KeyboardTests {
    private let start = ContinuousClock.now

    @Test func `it is busy for the sessions that nobody types into, and for a while`() {
        let keyboard = Keyboard()
        let (one, two) = (SessionID(rawValue: 1), SessionID(rawValue: 2))
        #expect(!keyboard.isBusy(elsewhere: one, at: start))
        keyboard.typed(into: one, at: start)
        #expect(!keyboard.isBusy(elsewhere: one, at: start))
        #expect(keyboard.isBusy(elsewhere: two, at: start + .milliseconds(400)))
        #expect(!keyboard.isBusy(elsewhere: two, at: start + .milliseconds(600)))
        keyboard.typed(into: two, at: start + .milliseconds(600))
        #expect(keyboard.isBusy(elsewhere: one, at: start + .milliseconds(700)))
        #expect(!keyboard.isBusy(elsewhere: two, at: start + .milliseconds(700)))
    }
}
