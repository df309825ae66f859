import RoostDetect
import RoostModel
import Testing

/// What is remembered from one look to the next.
@Suite struct DetectorTests {
    private static let line = String(repeating: "─", count: 60)

    private static func claude(_ footer: String, above: String = "● Hello") -> [String] {
        "\(above)\n\n\(line)\n❯\n\(line)\n  \(footer)".rows
    }

    private static let approval = """
        \(line)
         Do you want to proceed?
         ❯ 1. Yes
           2. No

         Esc to cancel
        """.rows

    @Test func `a redraw without the signs of work does not end it`() {
        var detector = Detector(provider: "claude")
        #expect(detector.evaluate(.of("claude", Self.claude("esc to interrupt"), at: 0)).line == "processing")
        #expect(detector.evaluate(.of("claude", Self.claude("manual mode"), at: 100)).line == "processing")
        #expect(detector.nextCheckMilliseconds == 1500)
        #expect(detector.evaluate(.of("claude", [], at: 1000)).line == "processing")
        #expect(
            detector.evaluate(.of("claude", Self.claude("esc to interrupt"), at: 1100)).line == "processing")
        #expect(detector.evaluate(.of("claude", Self.claude("manual mode"), at: 1200)).line == "processing")
        #expect(detector.evaluate(.of("claude", Self.claude("manual mode"), at: 2600)).line == "processing")
        #expect(detector.nextCheckMilliseconds == 100)
        #expect(
            detector.evaluate(.of("claude", Self.claude("manual mode"), at: 2700)).line == "waiting_input")
        #expect(detector.nextCheckMilliseconds == nil)
    }

    @Test func `a sign that it waits ends the work at once`() {
        for (footer, title) in [("? for shortcuts", ""), ("manual mode", "✳ Claude Code")] {
            var detector = Detector(provider: "claude")
            _ = detector.evaluate(
                .of("claude", Self.claude("esc to interrupt"), title: "◐ Claude Code", at: 0))
            let verdict = detector.evaluate(.of("claude", Self.claude(footer), title: title, at: 50))
            #expect(verdict.line == "waiting_input")
        }
    }

    @Test func `an approval counts at once and is over with the first sign of work`() {
        var detector = Detector(provider: "claude")
        _ = detector.evaluate(.of("claude", Self.claude("esc to interrupt"), at: 0))
        let asked = detector.evaluate(.of("claude", Self.approval, at: 10))
        #expect(asked.attention?.kind == .approval)
        #expect(asked.attention?.since == Timestamp(milliseconds: 10))
        let again = detector.evaluate(.of("claude", Self.approval, at: 900))
        #expect(again == asked)
        let torn = detector.evaluate(.of("claude", Array(Self.approval.prefix(3)), at: 950))
        #expect(torn == asked)
        #expect(
            detector.evaluate(.of("claude", Self.claude("esc to interrupt"), at: 1000)).line == "processing")
    }

    @Test func `a title that says busy means nothing when nothing moves any more`() {
        var detector = Detector(provider: "claude")
        let rows = Self.claude("manual mode")
        #expect(
            detector.evaluate(.of("claude", rows, title: "◐ Claude Code", quiet: 200)).line == "processing")
        #expect(
            detector.evaluate(.of("claude", rows, title: "◐ Claude Code", quiet: 20_000, at: 20_000)).line
                == "waiting_input")
    }

    @Test func `a title and a progress that are left over are looked at again, and forgotten`() {
        let rows = Self.claude("manual mode")
        for (title, progress) in [("◐ Claude Code", nil), ("", 3)] as [(String, Int?)] {
            var detector = Detector(provider: "claude")
            #expect(
                detector.evaluate(
                    .of("claude", rows, title: title, progress: progress, quiet: 4000, at: 4000)
                ).line
                    == "processing")
            #expect(detector.nextCheckMilliseconds == 6000)
            #expect(
                detector.evaluate(
                    .of("claude", rows, title: title, progress: progress, quiet: 10_000, at: 10_000)
                ).line == "waiting_input")
        }
    }

    @Test func `a title that has not moved for a minute counts no more, whatever else is printed`() {
        let rows = Self.claude("manual mode")
        var detector = Detector(provider: "claude")
        var observation = Observation.of("claude", rows, title: "◐ Claude Code", quiet: 100, at: 59_000)
        observation.signalMilliseconds = 59_000
        #expect(detector.evaluate(observation).line == "processing")
        #expect(detector.nextCheckMilliseconds == 1000)
        observation = Observation.of("claude", rows, title: "◐ Claude Code", quiet: 100, at: 62_000)
        observation.signalMilliseconds = 62_000
        _ = detector.evaluate(observation)
        observation = Observation.of("claude", rows, title: "◐ Claude Code", quiet: 100, at: 64_000)
        observation.signalMilliseconds = 64_000
        #expect(detector.evaluate(observation).line == "waiting_input")
    }

    @Test func `the progress state tells that it works`() {
        var detector = Detector(provider: "claude")
        #expect(
            detector.evaluate(.of("claude", Self.claude("manual mode"), progress: 3)).line == "processing")
    }

    @Test func `the line about a retry may be gone for a moment`() {
        var detector = Detector(provider: "claude")
        let retry = Self.claude("esc to interrupt", above: "✻ 529 Overloaded · retrying in 2s · attempt 4/10")
        let first = detector.evaluate(.of("claude", retry, at: 0))
        #expect(first.line == "processing retrying: 529 Overloaded · attempt 4/10")
        let later = Self.claude("esc to interrupt", above: "✶ 529 Overloaded · retrying in 1s · attempt 4/10")
        #expect(detector.evaluate(.of("claude", Self.claude("esc to interrupt"), at: 100)) == first)
        #expect(detector.evaluate(.of("claude", later, at: 1000)) == first)
        _ = detector.evaluate(.of("claude", Self.claude("esc to interrupt"), at: 1100))
        #expect(
            detector.evaluate(.of("claude", Self.claude("esc to interrupt"), at: 2700)).line == "processing")
    }

    @Test func `a notification speaks for a dialog that is not known`() {
        var detector = Detector(provider: "claude")
        let rows = "A dialog of the future\n  [Allow]  [Deny]".rows
        let verdict = detector.evaluate(
            .of("claude", rows, notification: "Claude needs your permission to use Bash"))
        #expect(
            verdict.line == "waiting_input approval: Claude needs your permission to use Bash by notification"
        )
        #expect(detector.evaluate(.of("claude", rows, quiet: 9000, at: 9000)).attention == verdict.attention)
        #expect(
            detector.evaluate(.of("claude", Self.claude("? for shortcuts"), at: 9100)).line == "waiting_input"
        )
    }

    @Test func `of several notifications the one that asks for somebody counts`() {
        var detector = Detector(provider: "claude")
        var observation = Observation.of("claude", "A dialog of the future\n  [Allow]  [Deny]".rows)
        observation.notifications = [
            "Claude is waiting for your input", "Claude needs your permission to use Bash", "Tests pass",
        ]
        #expect(detector.evaluate(observation).attention?.text == "Claude needs your permission to use Bash")
    }

    @Test func `a notification that comes after the dialog means nothing`() {
        var detector = Detector(provider: "claude")
        let verdict = detector.evaluate(
            .of(
                "claude", Self.claude("? for shortcuts"),
                notification: "Claude needs your permission to use Bash"))
        #expect(verdict.line == "waiting_input")
    }

    @Test func `nothing on the screen is a start, and something unknown waits when it is quiet`() {
        var detector = Detector(provider: "claude")
        #expect(detector.evaluate(.of("claude", ["", ""], at: 0)).line == "starting")
        #expect(detector.evaluate(.of("claude", ["hello"], at: 100)).line == "starting")
        #expect(detector.evaluate(.of("claude", ["hello"], quiet: 1500, at: 1600)).line == "waiting_input")
    }

    @Test func `another provider in the session has its own rules`() {
        var detector = Detector(provider: "shell")
        #expect(detector.evaluate(.of("shell", Self.approval)).line == "running")
        #expect(detector.evaluate(.of("claude", Self.approval)).attention?.kind == .approval)
        #expect(detector.evaluate(.of("shell", Self.approval)).line == "running")
    }

    @Test func `secrets in a question are masked`() {
        var detector = Detector(provider: "claude")
        let rows =
            "\(Self.line)\n Bash command\n curl -H 'Bearer abcdef0123456789'\n\n Do you want to proceed?\n ❯ 1. Yes\n   2. No\n\n Esc to cancel"
            .rows
        #expect(
            detector.evaluate(.of("claude", rows)).attention?.text
                == "Bash command: curl -H 'Bearer [redacted]'\nDo you want to proceed?")
    }
}
