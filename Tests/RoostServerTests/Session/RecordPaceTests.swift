import RoostModel
import Testing

@testable import RoostServer

@Suite struct RecordPaceTests {
    private let start = ContinuousClock.now

    private static func info(title: String = "") -> SessionInfo {
        let now = Timestamp(milliseconds: 1)
        return SessionInfo(
            name: "a", number: SessionID(rawValue: 1), state: .running, provider: "shell", command: ["sh"],
            cols: 80, rows: 24, cwd: "/", createdAt: now, lastActivity: now, stateSince: now, title: title)
    }

    /// A pace whose store has what it was handed.
    private func pace() -> RecordPace {
        var pace = RecordPace()
        let isStored = pace.changed(to: Self.info(), at: start)
        #expect(isStored)
        pace.store(Self.info())
        return pace
    }

    private func expect(
        _ pace: inout RecordPace, _ info: SessionInfo, at now: ContinuousClock.Instant, isStored: Bool,
        at place: SourceLocation = #_sourceLocation
    ) {
        let answer = pace.changed(to: info, at: now)
        #expect(answer == isStored, sourceLocation: place)
    }

    @Test func `a title is stored when it rests`() {
        var pace = pace()
        for tick in 0..<100 {
            let now = start + .milliseconds(8 * tick)
            expect(&pace, Self.info(title: "\(tick)"), at: now, isStored: false)
            #expect(!pace.wake(at: now))
        }
        #expect(pace.deadline == start + .milliseconds(8 * 99) + RecordPace.rest)
        #expect(pace.wake(at: start + .milliseconds(8 * 99) + RecordPace.rest))
        pace.store(Self.info(title: "99"))
        #expect(pace.deadline == nil)
    }

    @Test func `a title that never rests is stored now and then`() {
        var pace = pace()
        var stores = 0
        for tick in 0..<600 {
            let now = start + .milliseconds(100 * tick)
            let info = Self.info(title: "\(tick)")
            expect(&pace, info, at: now, isStored: false)
            if pace.wake(at: now) {
                stores += 1
                pace.store(info)
            }
        }
        #expect(stores == 1)
    }

    @Test func `a title that is as before again needs no store`() {
        var pace = pace()
        expect(&pace, Self.info(title: "x"), at: start, isStored: false)
        expect(&pace, Self.info(), at: start, isStored: false)
        #expect(pace.deadline == nil)
    }

    @Test func `what does not flicker is stored at once, with the title of then`() {
        var pace = pace()
        expect(&pace, Self.info(title: "x"), at: start, isStored: false)
        var info = Self.info(title: "x")
        info.state = .waitingInput
        expect(&pace, info, at: start, isStored: true)
        pace.store(info)
        #expect(pace.deadline == nil)
    }

    @Test func `what is not stored at all causes no store`() {
        var pace = pace()
        var info = Self.info()
        info.progress = 40
        info.program = "make"
        info.isAtPrompt = true
        info.lastActivity = Timestamp(milliseconds: 99)
        expect(&pace, info, at: start, isStored: false)
        #expect(pace.deadline == nil)
    }
}
