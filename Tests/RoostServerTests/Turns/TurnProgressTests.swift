import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct TurnProgressTests {
    private static let since = Timestamp(milliseconds: 100_000)

    private static func at(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 100_000 + milliseconds)
    }

    /// A session whose state began, and whose program printed last, so many milliseconds after the prompt.
    private static func info(
        _ state: SessionState, _ kind: Attention.Kind? = nil, stateSince: Int64 = -5000, printed: Int64 = 0,
        needSince: Int64 = 10, provider: String = "claude"
    ) -> SessionInfo {
        SessionInfo(
            name: "a", number: SessionID(rawValue: 1), state: state,
            attention: kind.map { Attention(kind: $0, text: "", source: "screen", since: at(needSince)) },
            provider: provider, command: [provider], cols: 80, rows: 24, cwd: "/", createdAt: at(-9000),
            lastActivity: at(printed), stateSince: at(stateSince))
    }

    @Test func `a turn is over when the session was at work and waits again`() {
        var progress = TurnProgress(since: Self.since)
        // Right after the prompt it is still seen as it was before.
        #expect(
            progress.look(at: Self.info(.waitingInput), isPromptLeft: true, now: Self.at(10))
                == .wait(milliseconds: 9990))
        #expect(
            progress.look(at: Self.info(.processing, printed: 50), isPromptLeft: false, now: Self.at(100))
                == .wait(milliseconds: 179_950))
        #expect(
            progress.look(
                at: Self.info(.waitingInput, stateSince: 900), isPromptLeft: false, now: Self.at(900))
                == .over(.answered))
    }

    @Test func `whoever comes later sees by the state's age that the turn is over`() {
        var progress = TurnProgress(since: Self.since)
        #expect(
            progress.look(
                at: Self.info(.waitingInput, stateSince: 700), isPromptLeft: false, now: Self.at(800))
                == .over(.answered))
    }

    @Test func `a turn that nobody saw is over after some silence`() {
        var progress = TurnProgress(since: Self.since)
        let info = Self.info(.waitingInput, printed: 300)
        #expect(progress.look(at: info, isPromptLeft: false, now: Self.at(400)) == .wait(milliseconds: 1900))
        #expect(progress.look(at: info, isPromptLeft: false, now: Self.at(2300)) == .over(.answered))
    }

    @Test func `a prompt that is left in its box is stalled after a while`() {
        var progress = TurnProgress(since: Self.since)
        let info = Self.info(.waitingInput, printed: 300)
        #expect(progress.look(at: info, isPromptLeft: true, now: Self.at(3000)) == .wait(milliseconds: 7000))
        #expect(progress.look(at: info, isPromptLeft: true, now: Self.at(10_000)) == .over(.stalled))
        var silent = TurnProgress(since: Self.since)
        #expect(
            silent.look(at: Self.info(.waitingInput, printed: -1), isPromptLeft: false, now: Self.at(10_000))
                == .over(.stalled))
    }

    @Test func `a program at work that prints nothing is stalled`() {
        var progress = TurnProgress(since: Self.since)
        let info = Self.info(.processing, printed: 1000)
        #expect(progress.look(at: info, isPromptLeft: false, now: Self.at(180_999)) == .wait(milliseconds: 1))
        #expect(progress.look(at: info, isPromptLeft: false, now: Self.at(181_000)) == .over(.stalled))
    }

    @Test(arguments: [Attention.Kind.approval, .question, .authentication, .trust])
    func `what only a person can answer blocks it`(kind: Attention.Kind) {
        var progress = TurnProgress(since: Self.since)
        let info = Self.info(.waitingInput, kind)
        #expect(progress.look(at: info, isPromptLeft: false, now: Self.at(10)) == .over(.blocked))
        #expect(TurnProgress.obstacle(info)?.kind == kind)
    }

    @Test func `a limit counts when this turn met it`() {
        var progress = TurnProgress(since: Self.since)
        let old = Self.info(.waitingInput, .rateLimited, needSince: -500)
        #expect(progress.look(at: old, isPromptLeft: false, now: Self.at(10)) != .over(.rateLimited))
        let new = Self.info(.waitingInput, .rateLimited, needSince: 500)
        #expect(progress.look(at: new, isPromptLeft: false, now: Self.at(600)) == .over(.rateLimited))
        var seen = TurnProgress(since: Self.since)
        _ = seen.look(at: Self.info(.processing), isPromptLeft: false, now: Self.at(10))
        #expect(seen.look(at: old, isPromptLeft: false, now: Self.at(600)) == .over(.rateLimited))
        #expect(TurnProgress.obstacle(old) == nil)
    }

    @Test func `retries are waited for, and an end is told`() {
        var progress = TurnProgress(since: Self.since)
        #expect(
            progress.look(
                at: Self.info(.processing, .retrying, printed: 100), isPromptLeft: false, now: Self.at(100))
                == .wait(milliseconds: 180_000))
        #expect(progress.look(at: Self.info(.error), isPromptLeft: false, now: Self.at(200)) == .over(.ended))
    }

    @Test func `a shell's command may be silent, and is over at the prompt`() {
        var progress = TurnProgress(since: Self.since)
        var shell = Self.info(.running, printed: 5, provider: "shell")
        #expect(
            progress.look(at: shell, isPromptLeft: false, now: Self.at(900_000)) == .wait(milliseconds: nil))
        shell.isAtPrompt = true
        #expect(progress.look(at: shell, isPromptLeft: false, now: Self.at(900_001)) == .over(.answered))
        #expect(TurnProgress.isAtWork(shell) == false)
    }

    @Test func `a program of which nobody knows whether it reads is waited for`() {
        var progress = TurnProgress(since: Self.since)
        let info = Self.info(.running, printed: 5, provider: "program")
        #expect(
            progress.look(at: info, isPromptLeft: false, now: Self.at(900_000)) == .wait(milliseconds: nil))
    }

    @Test func `a clock that is set back makes nobody wait longer`() {
        var progress = TurnProgress(since: Self.since)
        let step = progress.look(at: Self.info(.processing), isPromptLeft: false, now: Self.at(-90_000))
        #expect(step == .wait(milliseconds: TurnProgress.stallMilliseconds))
    }
}
