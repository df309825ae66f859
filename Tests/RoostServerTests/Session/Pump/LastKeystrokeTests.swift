import RoostModel
import Testing

@testable import RoostServer

@Suite struct LastKeystrokeTests {
    private let start = ContinuousClock.now

    @Test func `a key is elsewhere for every other session, and for a while`() {
        let keystroke = LastKeystroke()
        let (one, two) = (SessionID(rawValue: 1), SessionID(rawValue: 2))
        #expect(!keystroke.isElsewhere(than: one, at: start))
        keystroke.note(one, at: start)
        #expect(!keystroke.isElsewhere(than: one, at: start))
        #expect(keystroke.isElsewhere(than: two, at: start + .milliseconds(400)))
        #expect(!keystroke.isElsewhere(than: two, at: start + .milliseconds(600)))
        keystroke.note(two, at: start + .milliseconds(600))
        #expect(keystroke.isElsewhere(than: one, at: start + .milliseconds(700)))
        #expect(!keystroke.isElsewhere(than: two, at: start + .milliseconds(700)))
    }
}
