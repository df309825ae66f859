import RoostDetect
import RoostModel
import RoostTerminal

/// Plays a recording through the terminal and a provider's rules, and looks when the server would.
///
/// A recording has what was printed and nothing else: whether echo was off, and what the program waited for, is not in
/// it.
struct RecordedVerdicts: ~Copyable {
    /// What was found at one moment.
    struct Found: Hashable {
        /// Milliseconds since the beginning.
        let at: Int64
        let verdict: Verdict
        /// The rule that says so; nil: none does, as when nothing was printed for long.
        let match: RuleMatch?
    }

    /// After output, and then after each look, as the server's own schedule has it.
    private static let (delay, rechecks): (Int64, [Int64]) = (60, [190, 500, 1600])

    private let provider: String
    private var terminal: Terminal
    private var detector: Detector
    private var progress: Int?
    private var status: ProgramStatus?
    private var notifications: [String] = []
    private var printedAt: Int64 = 0
    private var signalledAt: Int64 = 0
    private var due: Int64?
    private var left: ArraySlice<Int64> = []

    /// Begins with an empty screen.
    ///
    /// - Parameters:
    ///   - provider: The name of the rules.
    ///   - book: Those of all providers.
    ///   - size: The terminal's.
    init(provider: String, rules book: RuleBook, size: TerminalSize) {
        self.provider = provider
        terminal = Terminal(size: size, options: TerminalOptions())
        detector = Detector(provider: provider, rules: book)
    }

    /// Plays all of it and 5 s more.
    ///
    /// - Parameters:
    ///   - recording: What was printed and when.
    ///   - instants: Moments that somebody wants to know of, in order.
    ///   - change: Hears of each look that comes to something else than the one before.
    /// - Returns: What was found at the instants.
    mutating func play(
        _ recording: RecordingFile, lookingAt instants: [Int64], _ change: (Found) -> Void
    ) -> [Found] {
        var (answers, wanted) = ([Found](), instants[...])
        var last: Found?
        func tell(_ found: Found) {
            if last?.verdict.state != found.verdict.state
                || last?.verdict.attention?.id != found.verdict.attention?.id
            {
                change(found)
            }
            last = found
        }
        func pass(_ player: inout RecordedVerdicts, to end: Int64, isWhole: Bool) {
            while true {
                let instant = wanted.first ?? .max
                let next = min(player.due ?? .max, instant)
                guard next < end || (isWhole && next <= end) else { return }
                let found = player.look(at: next)
                tell(found)
                if instant == next {
                    answers.append(found)
                    wanted.removeFirst()
                }
            }
        }
        for moment in recording.moments {
            pass(&self, to: moment.at, isWhole: false)
            take(moment)
        }
        let end = max(recording.moments.last?.at ?? 0, instants.last ?? 0)
        pass(&self, to: end + 5000, isWhole: true)
        return answers
    }

    private mutating func take(_ moment: RecordingFile.Moment) {
        switch moment.event {
        case .output(let bytes): terminal.feed(bytes)
        case .resize(let size): terminal.resize(to: size)
        }
        printedAt = moment.at
        left = Self.rechecks[...]
        due = min(due ?? .max, moment.at + Self.delay)
        for event in terminal.takeEvents() {
            switch event {
            case .title: signalledAt = moment.at
            case .progress(let state, _): (signalledAt, progress) = (moment.at, state == 0 ? nil : state)
            case .programStatus(let said): status = said
            case .notification(let title, let body): notifications.append(body.isEmpty ? title : body)
            default: break
            }
        }
    }

    private mutating func look(at now: Int64) -> Found {
        let lines = (0..<terminal.size.rows).map { terminal.line($0) }
        var observation = Observation(
            provider: provider, rows: lines.map { $0.text() }, cursorRow: terminal.cursor.row,
            cursorColumn: terminal.cursor.column, title: terminal.title, progressState: progress,
            isAlternateScreen: terminal.isAlternateScreen, isEchoOff: false, isCommandRunning: nil,
            quietMilliseconds: now - printedAt, signalMilliseconds: now - signalledAt,
            notifications: notifications, now: Timestamp(milliseconds: now))
        observation.status = status
        observation.links = lines.flatMap { $0.styles.compactMap(\.linkTarget) }
        let verdict = detector.evaluate(observation)
        let match = Self.reason(for: verdict, among: detector.matches(observation))
        notifications = []
        var next = detector.nextCheckMilliseconds.map { now + max(100, $0) }
        if let recheck = left.first, next.map({ now + recheck <= $0 }) ?? true {
            next = now + recheck
            left.removeFirst()
        }
        due = next
        return Found(at: now, verdict: verdict, match: match)
    }

    /// The first of the rules that match which says what the verdict says.
    private static func reason(for verdict: Verdict, among matches: [RuleMatch]) -> RuleMatch? {
        let meaning: String? =
            switch (verdict.attention?.kind, verdict.state) {
            case (let kind?, _): kind.rawValue
            case (nil, .processing): "busy"
            case (nil, .waitingInput): "idle"
            case (nil, _): nil
            }
        return matches.first { $0.meaning == meaning }
    }
}
