import RoostDetect
import RoostModel
import RoostPTY
import RoostTerminal

/// Decides when a session's screen is looked at for what its program does, and makes evidence of what it shows.
///
/// It owns no timer and no clock: its owner looks at ``deadline``.
struct ScreenWatch: Sendable {
    private var detector: Detector
    private var schedule = DetectionSchedule()
    private var foreground = ForegroundWatch()
    /// For a shell that does not tell of its commands.
    var rest = ForegroundRest()
    private var configuration: SessionConfiguration
    /// What the program announced since the last look (OSC 9, 99 and 777), oldest first.
    private var notifications: [String] = []
    /// The state of OSC 9;4 while the program shows one.
    private var progressState: Int?
    /// What the program says that it does; nil: it does not say.
    private var status: ProgramStatus?
    /// Who had the terminal at the first look after it was said.
    private var statusGroup: Int32?
    private var lastOutput: ContinuousClock.Instant?
    /// When the program set its title or its progress last.
    private var lastSignal: ContinuousClock.Instant?

    /// What the rows held at the last look.
    private var rows = SeenRows()
    /// The last row into which something was typed, and what stood there before.
    private var typing: (row: Int, text: String)?

    /// A program that announces more than this between two looks has its oldest words dropped.
    private static let notificationLimit = 16
    /// After output: a screen that is drawn in pieces is looked at when it is whole.
    private static let outputDelay = Duration.milliseconds(60)
    /// After this much silence it is looked at what the program waits for.
    private static let readingDelay = Duration.milliseconds(400)
    /// After input: the program has had time to answer.
    private static let inputDelay = Duration.milliseconds(100)

    init(provider: String, configuration: SessionConfiguration) {
        self.configuration = configuration
        detector = Detector(provider: provider, rules: configuration.ruleBook)
    }

    /// Takes a configuration that was read again; its rules count from the next look on.
    mutating func configure(_ configuration: SessionConfiguration) {
        self.configuration = configuration
        detector.take(configuration.ruleBook)
    }

    /// When to look next; nil: when there is something new.
    var deadline: ContinuousClock.Instant? { schedule.due }

    /// What the last look found on the screen by itself; see ``Detector/shown``.
    var shownDialog: Attention? { detector.shown }

    /// What is typed now goes to the program's own prompt, by the last look; see ``Detector/isAtPrompt``.
    var isAtPrompt: Bool { detector.isAtPrompt }

    /// Where the program's prompt begins on the screen, by the last look; see ``Detector/promptTop``.
    var promptTop: Int? { detector.promptTop }

    /// What the program said last; see ``Detector/answer``.
    var answer: String? { detector.answer }

    /// The last key that ends or begins a turn was one that ends it: Esc or C-c.
    private(set) var isInterrupted = false

    /// An AI CLI has the screen, by the last look: its own session's, or one that a shell started.
    var isAgent: Bool { detector.isAgent }

    /// There was output, or a new child.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - isSeen: It changed what the pane shows: a title alone needs no second look.
    ///   - isWhole: Nothing is being drawn that a look would see in part.
    mutating func noteOutput(at now: ContinuousClock.Instant, isSeen: Bool = true, isWhole: Bool = false) {
        lastOutput = now
        _ = schedule.ask(for: isWhole ? now : now + Self.outputDelay, isOutput: isSeen)
    }

    /// A person pressed a key.
    mutating func note(_ key: Key) {
        switch key.code {
        case .escape: isInterrupted = true
        case .character("c") where key.modifiers == .control: isInterrupted = true
        case .enter: isInterrupted = false
        default: break
        }
    }

    /// Something was typed; the screen does not show it yet.
    mutating func noteInput(into terminal: borrowing Terminal, at now: ContinuousClock.Instant) {
        let row = Self.row(of: terminal)
        if typing?.row != row { typing = (row, terminal.line(terminal.cursor.row).text()) }
        _ = schedule.ask(for: now + Self.inputDelay, isOutput: false)
    }

    /// The program announced something.
    mutating func note(notification text: String) {
        if notifications.count >= Self.notificationLimit { notifications.removeFirst() }
        notifications.append(text)
    }

    /// The program has set its title.
    mutating func noteTitle(at now: ContinuousClock.Instant) {
        lastSignal = now
    }

    /// The program shows how far it is; 0 takes that away.
    mutating func note(progress state: Int, at now: ContinuousClock.Instant) {
        lastSignal = now
        progressState = state == 0 ? nil : state
    }

    /// The program says what it does; nil: it says nothing any more.
    ///
    /// One that says the same in two ways (OSC 7501 and 21337) says more in one of them.
    mutating func note(status: ProgramStatus?) {
        if let status, status.state == self.status?.state, status.kind == nil, status.message.isEmpty {
            return
        }
        (self.status, statusGroup) = (status, nil)
    }

    /// Another child: nothing that is known of the one before counts.
    mutating func restart(provider: String) {
        self = ScreenWatch(provider: provider, configuration: configuration)
    }

    /// The child has ended: there is nothing to look at.
    mutating func stop() {
        schedule = DetectionSchedule()
    }

    /// The cursor's row, counted from the first line of all.
    private static func row(of terminal: borrowing Terminal) -> Int {
        terminal.scrollbackRange.upperBound + terminal.cursor.row
    }

    /// What the last look found in the terminal's foreground.
    var program: String? { foreground.program?.name }

    /// The last look found a program in the foreground that is neither an AI CLI nor a shell.
    var isOtherProgram: Bool { foreground.program.map { $0.rules == nil && !$0.isShell } ?? false }

    /// The rules that match; see ``Detector/matches(_:)``.
    func matches(_ observation: Observation) -> [RuleMatch] { detector.matches(observation) }

    /// What runs in the terminal's foreground, if it is time to ask; nil when it is not, or nobody knows.
    mutating func program(on descriptor: Int32, at now: ContinuousClock.Instant) -> String? {
        foreground.look(at: descriptor, among: configuration.providers, at: now)
        return foreground.program?.name
    }

    /// Looks at a session, and plans the next look.
    ///
    /// - Parameters:
    ///   - terminal: Its screen.
    ///   - info: What is known of it.
    ///   - isCommandRunning: As the shell's marks say; nil when no shell tells.
    ///   - descriptor: Its PTY's master side.
    ///   - now: When.
    ///   - time: The same on the wall.
    /// - Returns: What the session does and needs, by what it shows.
    mutating func look(
        at terminal: borrowing Terminal, of info: SessionInfo, isCommandRunning: Bool?,
        on descriptor: Int32, now: ContinuousClock.Instant, time: Timestamp
    ) -> Evidence {
        schedule.begin()
        let seen = observation(
            of: terminal, info, isCommandRunning: isCommandRunning, on: descriptor, now: now, at: time)
        let verdict = detector.evaluate(seen)
        notifications = []
        schedule.end(at: now, wanting: detector.nextCheckMilliseconds.map { .milliseconds($0) })
        return Evidence(verdict, at: time)
    }

    /// What there is to see of a session.
    mutating func observation(
        of terminal: borrowing Terminal, _ info: SessionInfo, isCommandRunning: Bool?, on descriptor: Int32,
        now: ContinuousClock.Instant, at time: Timestamp
    ) -> Observation {
        rows.look(at: terminal)
        let quiet = lastOutput.map { $0.duration(to: now) } ?? .zero
        var observation = Observation(
            provider: rules(for: info), rows: rows.texts,
            cursorRow: terminal.cursor.row, cursorColumn: terminal.cursor.column, title: terminal.title,
            progressState: progressState, isAlternateScreen: terminal.isAlternateScreen,
            isEchoOff: PTY.isEchoOff(descriptor), isCommandRunning: isCommandRunning,
            quietMilliseconds: quiet.milliseconds,
            signalMilliseconds: lastSignal.map { $0.duration(to: now).milliseconds },
            notifications: notifications, now: time)
        observation.isCooked = PTY.isCanonical(descriptor)
        observation.rowBeforeInput = typing.flatMap { $0.row == Self.row(of: terminal) ? $0.text : nil }
        observation.links = rows.links
        if let group = PTY.foregroundProcessGroup(descriptor) {
            let known = foreground.program.flatMap { $0.group == group ? $0.isShell : nil }
            observation.isOwnForeground = known ?? (info.kind == .shell && group == info.pid)
            // Whoever said it has the terminal no more.
            if observation.isOwnForeground || statusGroup ?? group != group { status = nil }
            statusGroup = status == nil ? nil : group
            // What flows is no question yet, and looking costs reads of /proc.
            if quiet >= Self.readingDelay, !detector.isAgent {
                observation.reading = ForegroundProgram.reading(group: group)
            }
        }
        observation.status = status
        return observation
    }

    /// Whose screens to look for: an AI CLI that a shell or a program has started is one, too.
    ///
    /// What is in the foreground is the truth; the words of a command line only where nobody knows that.
    private func rules(for info: SessionInfo) -> String {
        guard !info.kind.isAgent else { return configuration.rules(info.command, info.provider) }
        if let program = foreground.program { return program.rules ?? info.provider }
        guard info.kind == .shell, let running = info.running ?? info.program else { return info.provider }
        return configuration.rules([running], info.provider)
    }
}
