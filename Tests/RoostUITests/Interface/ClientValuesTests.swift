import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct HeldInputTests {
    @Test func `input comes back in order, once`() {
        var held = HeldInput()
        let items: [HeldInput.Item] = [
            .key(Key(code: .character("a"))), .paste([1, 2]), .change(.focusLast),
        ]
        for item in items {
            let isKept = held.keep(item)
            #expect(isKept)
        }
        let taken = held.take()
        #expect(taken == items)
        #expect(held.isEmpty && held.byteCount == 0)
    }

    @Test func `what is too much is refused, what fits still is not`() {
        var held = HeldInput()
        let kept = [HeldInput.limit - 100, 101, 100].map {
            held.keep(.paste(Array(repeating: 0, count: $0)))
        }
        #expect(kept == [true, false, true])
        #expect(held.byteCount == HeldInput.limit)
        let isKept = held.keep(.key(Key(code: .enter)))
        #expect(!isKept)
    }
}

@Suite struct MessageLogTests {
    @Test func `the newest is shown until it is hidden, the list is bounded`() {
        var log = MessageLog()
        for number in 0..<MessageLog.limit + 10 {
            log.say("\(number)", isError: number == 3, at: Timestamp(milliseconds: Int64(number)))
        }
        #expect(log.messages.count == MessageLog.limit && log.messages.first?.text == "10")
        #expect(log.shown?.text == "\(MessageLog.limit + 9)")
        log.hide()
        #expect(log.shown == nil && log.messages.count == MessageLog.limit)
    }
}

@Suite struct PastCommandsTests {
    @Test func `lines are kept in order, none twice in a row, the oldest go first`() {
        var past = PastCommands()
        for line in ["zoom", "zoom", "help", "zoom"] { past.append(line) }
        #expect(past.lines == ["zoom", "help", "zoom"])
        for number in 0..<600 { past.append("\(number)") }
        #expect(past.lines.count == PastCommands.limit && past.lines.last == "599")
    }
}

@Suite struct StrayAnswerTests {
    private let yes = Key(code: .character("y"))

    @Test(arguments: [(0, true), (999, true), (1000, false)] as [(Int64, Bool)])
    func `a y within a second of a close reaches nobody`(after: Int64, isSwallowed: Bool) {
        var stray = StrayAnswer()
        stray.closed(at: 5000)
        let first = stray.swallows(yes, at: 5000 + after)
        let second = stray.swallows(yes, at: 5000 + after)
        let late = stray.swallows(yes, at: 6000)
        // A key that is held too long comes again and again.
        #expect(first == isSwallowed && second == isSwallowed && !late)
    }

    @Test func `the terminal outside is kept for the second yes, not longer`() {
        var stray = StrayAnswer()
        #expect(stray.remaining(at: 5000) == 0)
        stray.closed(at: 5000)
        #expect(stray.remaining(at: 5000) == 700)
        #expect(stray.remaining(at: 5699) == 1)
        #expect(stray.remaining(at: 5700) == 0)
        _ = stray.swallows(Key(code: .character("l")), at: 5010)
        #expect(stray.remaining(at: 5020) == 0)
    }

    @Test func `any other key ends the waiting, and nothing is swallowed without a close`() {
        var stray = StrayAnswer()
        let unasked = stray.swallows(yes, at: 0)
        stray.closed(at: 0)
        let other = stray.swallows(Key(code: .character("l")), at: 1)
        let late = stray.swallows(yes, at: 2)
        #expect(!unasked && !other && !late)
    }
}
