import RoostConfig
import RoostModel

/// What lists say of a print-mode task: its sign, a word for its state, and whether a person is needed.
struct TaskLabel: Hashable, Sendable {
    /// Where lists have it, the first one on top.
    enum Rank: Int, Comparable, Hashable, Sendable {
        /// A person is needed.
        case needy
        /// It has a process.
        case running
        /// It waits for its turn.
        case queued
        case ended

        static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
    }

    let glyph: GlyphRole
    let role: ThemeRole
    let word: String
    let rank: Rank

    /// How long an end asks for a person, in milliseconds: after a day it is history.
    private static let patience: Int64 = 86_400_000

    /// Describes a task as it is.
    ///
    /// `lastGoodStart` says when the last attempt of its provider began that passed: whoever could not sign in before
    /// that can by now. One that ran already then says nothing of it.
    init(_ task: TaskInfo, now: Timestamp, lastGoodStart: Timestamp? = nil) {
        if task.state.isEnded {
            let end = Self.end(of: task)
            (glyph, role, word) = (end.glyph, end.role, end.word)
            let isMended = end.isProviders && lastGoodStart.map { $0 > task.stateSince } == true
            let isFresh = now.milliseconds(since: task.stateSince) < Self.patience
            rank = end.needsPerson && isFresh && !isMended ? .needy : .ended
        } else {
            (glyph, role, word) = Self.life(of: task)
            let waitsForPerson = !task.isApproved || task.wait?.needsPerson == true
            rank =
                task.state == .queued && waitsForPerson ? .needy : task.hasProcess ? .running : .queued
        }
    }

    private static func life(of task: TaskInfo) -> (GlyphRole, ThemeRole, String) {
        switch task.state {
        case .queued where !task.isApproved: (.approval, .approval, "approval")
        case .queued where task.wait?.isHold == true: hold(task.wait)
        case .queued where task.retryAt != nil: (.retrying, .retrying, "retrying")
        case .paused: (.restored, .restored, "paused")
        case .starting: (.busy, .busy, "starting")
        case .running: (.busy, .busy, "running")
        case .completing: (.busy, .busy, "completing")
        case .queued, .passed, .failed, .error, .cancelled, .timeout: (.idle, .idle, "queued")
        }
    }

    /// What keeps a task waiting that is not about this task.
    private static func hold(_ wait: TaskWait?) -> (GlyphRole, ThemeRole, String) {
        switch wait {
        case .providerBlocked(.authentication): (.authentication, .authentication, "login")
        case .providerBlocked(.quota): (.rateLimited, .retrying, "quota")
        case .providerBlocked: (.error, .error, "blocked")
        case .breaker: (.error, .error, "breaker")
        case .budget: (.rateLimited, .retrying, "budget")
        case .rateLimited: (.rateLimited, .retrying, "rate limit")
        default: (.restored, .restored, "held")
        }
    }

    /// How something ended, and who has to do with it.
    private struct End {
        var glyph: GlyphRole
        var role: ThemeRole
        var word: String
        /// It does not pass before somebody did something.
        var needsPerson = false
        /// What is wrong is wrong for all tasks of the provider.
        var isProviders = false
    }

    private static func end(of task: TaskInfo) -> End {
        switch (task.state, task.failure) {
        case (.cancelled, _): End(glyph: .idle, role: .dim, word: "cancelled")
        case (.timeout, _): End(glyph: .rateLimited, role: .error, word: "timeout")
        case (.passed, _) where task.report.denials.isEmpty:
            End(glyph: .exited, role: .exited, word: "passed")
        case (.passed, _), (_, .denied):
            End(glyph: .approval, role: .approval, word: "denied", needsPerson: true)
        case (_, .authentication):
            End(
                glyph: .authentication, role: .authentication, word: "login", needsPerson: true,
                isProviders: true)
        case (_, .quota):
            End(
                glyph: .rateLimited, role: .retrying, word: "quota", needsPerson: true, isProviders: true)
        case (_, .budget): End(glyph: .rateLimited, role: .retrying, word: "budget", needsPerson: true)
        case (_, .interrupted):
            End(glyph: .restored, role: .restored, word: "interrupted", needsPerson: true)
        case (.error, _): End(glyph: .error, role: .error, word: "error")
        default: End(glyph: .error, role: .error, word: "failed")
        }
    }

    // MARK: Facts

    /// `3 turns, 12k tokens, $0.0456, 0:14`; what is not known is left out.
    static func facts(turns: Int?, tokens: Int?, cost: Double?, milliseconds: Int64?) -> String {
        [
            turns.map { "\($0) turn\($0 == 1 ? "" : "s")" }, tokens.map { "\(TokenCount($0)) tokens" },
            cost.map { "\(Dollars($0))" }, milliseconds.map { Elapsed.exact($0) },
        ].compactMap(\.self).joined(separator: ", ")
    }

    /// The facts of a task so far.
    static func facts(_ task: TaskInfo, now: Timestamp) -> String {
        facts(
            turns: task.report.turns, tokens: task.tokensSoFar, cost: task.costSoFar,
            milliseconds: task.durationMilliseconds(now: now))
    }
}
