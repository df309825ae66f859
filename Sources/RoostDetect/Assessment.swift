import RoostModel

/// What one observation says by itself, without what was before.
struct Assessment: Sendable {
    enum Activity: Sendable {
        case busy
        /// At its prompt, and something says that it does not work.
        case idle
        /// At its prompt, but nothing says whether it works.
        case atPrompt
        /// It shows no prompt, and always does when it waits.
        case away
        case unknown
    }

    private(set) var activity = Activity.unknown
    private(set) var attention: Attention?
    /// Something may turn out to be a question when nothing is printed for so long more.
    private(set) var recheckMilliseconds: Int64?
    /// Nothing is on the screen.
    private(set) var isBlank = false
    /// The program's own prompt box is there, and nothing asks: what is typed is for the program.
    private(set) var isAtPrompt = false

    /// A program that moves something shows a new frame more often than this; a title stays when it hangs.
    private static let movingMilliseconds: Int64 = 10_000
    /// A title or a progress that was set so long ago is left over, whatever else is printed.
    private static let signalMilliseconds: Int64 = 60_000

    /// Looks at everything, the most certain first.
    init(_ observation: Observation, _ rules: RuleSet, redactor: Redactor) {
        let screen = ScreenText(observation)
        isBlank = screen.isBlank
        let matcher = RuleMatcher(observation: observation, screen: screen, rules: rules, redactor: redactor)
        if observation.isEchoOff {
            attention = matcher.secretLine
        } else if let (found, wait) = matcher.linePrompt {
            attention = found
            recheckMilliseconds = wait
        }
        guard rules.hasPrompt, attention == nil else { return }
        let box = PromptBox(in: screen, rules.prompt)
        if let found = matcher.menu(box) {
            attention = found.attention
            activity = .idle
            return
        }
        if let box {
            assessPrompt(box, matcher)
            isAtPrompt = attention == nil || attention?.kind == .retrying
        } else if let form = matcher.form {
            attention = form
        } else {
            assessWithoutPrompt(matcher)
        }
    }

    private mutating func assessPrompt(_ box: PromptBox, _ matcher: RuleMatcher) {
        let status = matcher.status(above: box)
        if case .attention(let retrying) = status {
            attention = retrying
            activity = .busy
            return
        }
        let footer = matcher.footer(box)
        let title = matcher.title
        if status == .busy || footer.contains(.busy) || isMoving(matcher, title) {
            activity = .busy
            return
        }
        activity =
            footer.contains(.idle) || title == .idle || matcher.notification == .idle ? .idle : .atPrompt
        for case .attention(let found) in footer where attention == nil { attention = found }
        if attention == nil { attention = matcher.notice(above: box) }
    }

    private mutating func assessWithoutPrompt(_ matcher: RuleMatcher) {
        let title = matcher.title
        for case .attention(let found)? in [title, matcher.notification] where attention == nil {
            attention = found
        }
        guard attention == nil else { return }
        if isMoving(matcher, title) {
            activity = .busy
        } else if matcher.rules.isBusyWithoutPrompt, !isBlank {
            activity = .away
        }
    }

    /// Whether title or progress say that it works; they are forgotten by programs that are interrupted, so each is
    /// believed for a while only, and looked at again at its end.
    private mutating func isMoving(_ matcher: RuleMatcher, _ title: RuleMatcher.Finding?) -> Bool {
        let observation = matcher.observation
        guard title == .busy || observation.progressState == 1 || observation.progressState == 3 else {
            return false
        }
        let left = min(
            Self.movingMilliseconds &- observation.quietMilliseconds,
            Self.signalMilliseconds &- observation.signalMilliseconds)
        guard left > 0 else { return false }
        recheckMilliseconds = min(recheckMilliseconds ?? .max, left)
        return true
    }
}
