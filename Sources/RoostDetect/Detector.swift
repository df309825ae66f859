package import RoostModel

/// Tells what a session does, from its screen and what else its program shows.
///
/// It decides on one observation after the other and remembers only its last verdict: programs redraw in
/// pieces, and a moment without the signs of work is no end of the work.
package struct Detector: Sendable {
    /// When to evaluate again if nothing is printed until then; nil: only on change.
    package private(set) var nextCheckMilliseconds: Int64?

    /// What the last look at the screen found by itself, whatever was remembered from before it: the dialog that a
    /// key would reach now, nil when there is none.
    package private(set) var shown: Attention?

    /// The last look found the program's own prompt box on the screen, and nothing that asks.
    ///
    /// What is typed anywhere else may be a secret, whatever the screen looks like.
    package private(set) var isAtPrompt = false

    /// The first row of that prompt box, counted from the top of the screen; nil while there is none.
    package private(set) var promptTop: Int?

    /// What the program said last, if the last look found it at its prompt: one to three rows, secrets masked.
    package private(set) var answer: String?

    /// The rules are those of an AI CLI: it has a prompt of its own.
    package var isAgent: Bool { rules.hasPrompt }

    private var provider: String
    private var book: RuleBook
    private var rules: RuleSet
    /// The program has shown its prompt since it was started.
    private var hasShownPrompt = false
    private let redactor = Redactor()
    private var verdict: Verdict?
    /// Since when the screen says something less certain than the verdict, and what.
    private var doubt: (activity: Assessment.Activity, since: Timestamp)?

    /// The signs of work are gone for so long: it is over.
    ///
    /// A redraw takes less (https://github.com/kbwo/ccmanager/issues/272).
    private static let settleMilliseconds: Int64 = 1500
    /// The prompt is gone for so long: it works.
    private static let awayMilliseconds: Int64 = 400

    /// A detector with the rules of a provider, until an observation names another one.
    ///
    /// - Parameters:
    ///   - provider: The provider's name.
    ///   - book: The rules of all providers.
    package init(provider: String, rules book: RuleBook) {
        self.provider = provider
        self.book = book
        rules = book.rules(of: provider)
    }

    /// Takes rules that were read again; what was found by the old ones counts until the next look.
    package mutating func take(_ book: RuleBook) {
        self.book = book
        rules = book.rules(of: provider)
    }

    /// Looks at a session; below 0.2 ms for a full screen.
    package mutating func evaluate(_ observation: Observation) -> Verdict {
        if observation.provider != provider {
            provider = observation.provider
            rules = book.rules(of: provider)
            (verdict, doubt, hasShownPrompt) = (nil, nil, false)
        }
        let assessment = Assessment(observation, rules, isStart: !hasShownPrompt, redactor: redactor)
        hasShownPrompt = hasShownPrompt || assessment.hasPrompt
        nextCheckMilliseconds = assessment.recheckMilliseconds
        shown = assessment.attention
        isAtPrompt = assessment.isAtPrompt
        promptTop = assessment.promptTop
        answer = assessment.answer
        var next = settle(assessment, observation)
        if let old = verdict?.attention, let new = next.attention, old.kind == new.kind, old.text == new.text
        {
            next.attention?.since = old.since
        }
        verdict = next
        return next
    }

    /// All rules that match what a session shows, those that are asked first before the others.
    package func matches(_ observation: Observation) -> [RuleMatch] {
        RuleMatcher(
            observation: observation, screen: ScreenText(observation),
            rules: book.rules(of: observation.provider),
            redactor: redactor
        ).matches
    }

    private mutating func settle(_ assessment: Assessment, _ observation: Observation) -> Verdict {
        if let attention = assessment.attention {
            doubt = nil
            return Verdict(
                state: attention.kind == .retrying ? .processing : .waitingInput, attention: attention)
        }
        guard rules.hasPrompt else { return Verdict(state: .running) }
        switch assessment.activity {
        case .idle:
            doubt = nil
            return Verdict(state: .waitingInput)
        case .busy:
            // The line about the retry comes and goes with each redraw.
            if let verdict, verdict.attention?.kind == .retrying,
                !hasSettled(.busy, Self.settleMilliseconds, observation)
            {
                return verdict
            }
            doubt = nil
            return Verdict(state: .processing)
        case .away:
            if let verdict, verdict.state == .waitingInput,
                !hasSettled(.away, Self.awayMilliseconds, observation)
            {
                return verdict
            }
            doubt = nil
            return Verdict(state: .processing)
        case .atPrompt:
            if let verdict, verdict.state != .starting, verdict != Verdict(state: .waitingInput),
                !hasSettled(.atPrompt, Self.settleMilliseconds, observation)
            {
                return verdict
            }
            return Verdict(state: .waitingInput)
        case .unknown:
            return settleUnknown(assessment, observation)
        }
    }

    /// Nothing on the screen is known: as before for a while, then it waits if it is quiet.
    private mutating func settleUnknown(_ assessment: Assessment, _ observation: Observation) -> Verdict {
        let last = verdict ?? Verdict(state: .starting)
        if assessment.isBlank, last.state == .starting { return last }
        // What was announced counts until the screen says something else.
        if last.attention?.source == "notification" { return last }
        guard hasSettled(.unknown, Self.settleMilliseconds, observation) else { return last }
        if observation.quietMilliseconds >= Self.settleMilliseconds { return Verdict(state: .waitingInput) }
        check(after: Self.settleMilliseconds &- observation.quietMilliseconds)
        return last.attention == nil ? last : Verdict(state: .processing)
    }

    /// Whether the screen says the same for so long; it did so since the last output.
    private mutating func hasSettled(
        _ activity: Assessment.Activity, _ milliseconds: Int64, _ observation: Observation
    ) -> Bool {
        let since =
            doubt.flatMap { $0.activity == activity ? $0.since : nil }
            ?? Timestamp(
                milliseconds: observation.now.milliseconds &- observation.quietMilliseconds)
        doubt = (activity, since)
        let left = milliseconds &- observation.now.milliseconds(since: since)
        if left > 0 { check(after: left) }
        return left <= 0
    }

    private mutating func check(after milliseconds: Int64) {
        nextCheckMilliseconds = min(nextCheckMilliseconds ?? .max, max(50, milliseconds))
    }
}
