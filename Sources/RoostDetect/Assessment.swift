import RoostModel
import RoostTerminal

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
    /// The beginning of what the program said last, when it is at its prompt.
    private(set) var answer: String?
    /// The program's own prompt box is there, whatever asks below it.
    private(set) var hasPrompt = false
    /// The first row of that box, counted from the top of the screen; nil where it is not seen.
    private(set) var promptTop: Int?

    /// A program that moves something shows a new frame more often than this; a title stays when it hangs.
    private static let movingMilliseconds: Int64 = 10_000
    /// A title or a progress that was set so long ago is left over, whatever else is printed.
    private static let signalMilliseconds: Int64 = 60_000
    /// A program that says that it works, and prints nothing for so long, has forgotten it.
    private static let workMilliseconds: Int64 = 60_000

    /// Looks at everything, the most certain first.
    ///
    /// - Parameters:
    ///   - observation: What there is to see.
    ///   - rules: Those of the program that shows it.
    ///   - isStart: The program has not shown its prompt since it was started.
    ///   - redactor: Masks secrets.
    init(_ observation: Observation, _ rules: RuleSet, isStart: Bool, redactor: Redactor) {
        let screen = ScreenText(observation)
        isBlank = screen.isBlank
        let matcher = RuleMatcher(observation: observation, screen: screen, rules: rules, redactor: redactor)
        if observation.isEchoOff {
            attention = matcher.secretLine
        } else if let (found, wait) = matcher.linePrompt {
            attention = found
            recheckMilliseconds = wait
        }
        guard attention == nil else { return }
        guard rules.hasPrompt else {
            assessProgram(matcher)
            if attention == nil { attention = matcher.statusNeed }
            return
        }
        let box = PromptBox(in: screen, rules.prompt)
        switch matcher.menu(box, isStart: isStart) {
        case .asks(let found):
            (attention, activity) = (found, .idle)
            return
        case .opened:
            activity = .idle
            return
        case .unfinished(let left): recheckMilliseconds = left
        case nil: break
        }
        let form = box.map(matcher.isField) ?? true ? matcher.form : nil
        if let box, form == nil {
            hasPrompt = true
            promptTop = max(0, box.top)
            assessPrompt(box, matcher)
            isAtPrompt = attention == nil || attention?.kind == .retrying
        } else if let form {
            attention = form
        } else {
            assessWithoutPrompt(matcher)
        }
    }

    /// Menus and framed dialogs of a program that is none of the AI CLIs: one that reads keys, not lines.
    private mutating func assessProgram(_ matcher: RuleMatcher) {
        let observation = matcher.observation
        guard !observation.isCooked, !observation.isOwnForeground, observation.isCommandRunning != false,
            observation.reading != .never, observation.reading != .shows
        else { return }
        if case .asks(let found) = matcher.menu(nil, isStart: false) {
            attention = found
        } else {
            attention = matcher.form
        }
    }

    private mutating func assessPrompt(_ box: PromptBox, _ matcher: RuleMatcher) {
        let status = matcher.status(above: box)
        if case .attention(let retrying) = status {
            attention = retrying
            activity = .busy
            return
        }
        // What it waits for is nothing that the rules know: it says so itself.
        if let need = matcher.statusNeed {
            (attention, activity) = (need, .idle)
            return
        }
        let footer = matcher.footer(box)
        let title = matcher.title
        let isResting = matcher.observation.status?.isResting == true
        if status == .busy || footer.contains(.busy)
            || (!isResting && (saysItWorks(matcher, title) || isMoving(matcher, title)))
        {
            activity = .busy
            return
        }
        answer = matcher.answer(above: box)
        activity =
            isResting || footer.contains(.idle) || title == .idle || matcher.notification == .idle
                || matcher.rules.isBusyWithoutPrompt ? .idle : .atPrompt
        for case .attention(let found) in footer where attention == nil { attention = found }
        if attention == nil { attention = matcher.notice(above: box) }
    }

    private mutating func assessWithoutPrompt(_ matcher: RuleMatcher) {
        let title = matcher.title
        for case .attention(let found)? in [title, matcher.notification] where attention == nil {
            attention = found
        }
        if attention == nil { attention = matcher.statusNeed }
        guard attention == nil else { return }
        if matcher.observation.status?.isResting == true {
            activity = .idle
        } else if saysItWorks(matcher, title) || isMoving(matcher, title) {
            activity = .busy
        } else if matcher.rules.isBusyWithoutPrompt, !isBlank {
            activity = .away
        }
    }

    /// Whether the program says that it works; codex says so on and on after Esc while a command of it runs, but not in
    /// its title.
    private mutating func saysItWorks(_ matcher: RuleMatcher, _ title: RuleMatcher.Finding?) -> Bool {
        guard matcher.observation.status?.state == .working, title != .idle else { return false }
        let left = Self.workMilliseconds &- matcher.observation.quietMilliseconds
        guard left > 0 else { return false }
        recheckMilliseconds = min(recheckMilliseconds ?? .max, left)
        return true
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
