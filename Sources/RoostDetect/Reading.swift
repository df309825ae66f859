import RoostModel

/// What one observation says by itself, without what was before.
struct Reading: Sendable {
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

    /// A program that moves something shows a new frame more often than this; a title stays when it hangs.
    private static let movingMilliseconds: Int64 = 10_000

    /// Looks at everything, the most certain first.
    init(_ observation: Observation, _ rules: RuleSet, redactor: Redactor) {
        let screen = Screen(observation)
        isBlank = screen.isBlank
        let look = Look(observation: observation, screen: screen, rules: rules, redactor: redactor)
        if observation.isEchoOff {
            attention = look.secretLine
        } else if let (found, wait) = look.linePrompt {
            attention = found
            recheckMilliseconds = wait
        }
        guard rules.hasPrompt, attention == nil else { return }
        let box = PromptBox(in: screen, rules.prompt)
        if let found = look.menu(box) {
            attention = found.attention
            activity = .idle
            return
        }
        if let box {
            readPrompt(box, look)
        } else if let form = look.form {
            attention = form
        } else {
            readWithoutPrompt(look)
        }
    }

    private mutating func readPrompt(_ box: PromptBox, _ look: Look) {
        let status = look.status(above: box)
        if case .attention(let retrying) = status {
            attention = retrying
            activity = .busy
            return
        }
        let footer = look.footer(box)
        let title = look.title
        if status == .busy || footer.contains(.busy) || isMoving(look, title) {
            activity = .busy
            return
        }
        activity = footer.contains(.idle) || title == .idle || look.notification == .idle ? .idle : .atPrompt
        for case .attention(let found) in footer where attention == nil { attention = found }
        if attention == nil { attention = look.notice(above: box) }
    }

    private mutating func readWithoutPrompt(_ look: Look) {
        let title = look.title
        for case .attention(let found)? in [title, look.notification] where attention == nil {
            attention = found
        }
        guard attention == nil else { return }
        if isMoving(look, title) {
            activity = .busy
        } else if look.rules.isBusyWithoutPrompt, !isBlank {
            activity = .away
        }
    }

    private func isMoving(_ look: Look, _ title: Look.Finding?) -> Bool {
        guard look.observation.quietMilliseconds < Self.movingMilliseconds else { return false }
        return title == .busy || look.observation.progressState == 1 || look.observation.progressState == 3
    }
}
