import RoostDetect
import RoostModel
import RoostTerminal

/// A recorded session of a real program, and what is right at some of its instants.
struct LabelledRecording {
    /// What a person saw at an instant.
    struct Label {
        let seconds: Double
        /// How much was printed until then.
        let byteCount: Int
        let instant: String
        let state: SessionState
        /// The kinds that are right; nil among them: nobody is needed.
        let attentions: [Attention.Kind?]
    }

    let name: String
    let labels: [Label]

    /// All of them, from `recordings/labels.tsv`.
    static let all: [LabelledRecording] = {
        let rows = Fixture.rows("recordings/labels.tsv").filter { !$0.isEmpty && !$0.hasPrefix("#") }
        let labels = rows.compactMap { row -> (String, Label)? in
            let cells = row.split(separator: "\t").map(String.init)
            guard cells.count == 6, let seconds = Double(cells[1]), let bytes = Int(cells[2]),
                let state = SessionState(rawValue: cells[4])
            else { return nil }
            let kinds = cells[5].split(separator: "|").map { Attention.Kind(rawValue: String($0)) }
            return (
                cells[0],
                Label(seconds: seconds, byteCount: bytes, instant: cells[3], state: state, attentions: kinds)
            )
        }
        return Dictionary(grouping: labels, by: \.0).map { LabelledRecording(name: $0, labels: $1.map(\.1)) }
            .sorted { $0.name < $1.name }
    }()

    /// The program's rules: what the name begins with.
    var provider: String {
        ["mini-swe-agent", "aider", "codex"].first { name.hasPrefix($0) } ?? "program"
    }

    /// Its verdict at each label, by the screen and what else comes with the output.
    ///
    /// Looks when the server would: at each piece of output, and again in the pauses.
    func verdicts() -> [(label: Label, verdict: Verdict)] {
        let words = name.split(separator: "-").last?.split(separator: "x").compactMap { Int($0) } ?? []
        guard words.count == 2 else { return [] }
        let bytes = Fixture.bytes("recordings/\(name).raw")
        let pieces = Fixture.rows("recordings/\(name).times").compactMap { line -> (Double, Int)? in
            let cells = line.split(separator: " ")
            guard cells.count == 2, let time = Double(cells[0]), let end = Int(cells[1]) else { return nil }
            return (time, end)
        }
        var player = Player(provider: provider, size: TerminalSize(rows: words[1], columns: words[0]))
        var found: [(Label, Verdict)] = []
        var left = labels[...]
        for (time, end) in pieces {
            while let label = left.first, label.byteCount < end {
                left.removeFirst()
                player.print(bytes, upTo: label.byteCount, at: min(time, label.seconds))
                found.append((label, player.look(at: label.seconds)))
            }
            player.print(bytes, upTo: min(end, bytes.count), at: time)
        }
        for label in left { found.append((label, player.look(at: label.seconds))) }
        return found
    }

    private struct Player: ~Copyable {
        let provider: String
        var terminal: Terminal
        var detector: Detector
        var progress: Int?
        var status: ProgramStatus?
        var notifications: [String] = []
        var position = 0
        var printedAt = 0.0

        init(provider: String, size: TerminalSize) {
            self.provider = provider
            terminal = Terminal(size: size, options: TerminalOptions())
            detector = Detector(provider: provider)
        }

        /// Looks in the pause before, prints, and looks again.
        mutating func print(_ bytes: [UInt8], upTo end: Int, at time: Double) {
            for pause in [0.25, 0.75, 2.35] where printedAt + pause < time { _ = look(at: printedAt + pause) }
            guard end > position else { return }
            terminal.feed(Array(bytes[position..<end]))
            position = end
            printedAt = time
            for event in terminal.takeEvents() {
                switch event {
                case .progress(let state, _): progress = state == 0 ? nil : state
                case .programStatus(let said): status = said
                case .notification(let title, let body): notifications.append(body.isEmpty ? title : body)
                default: break
                }
            }
            _ = look(at: time)
        }

        mutating func look(at time: Double) -> Verdict {
            defer { notifications = [] }
            var observation = Observation(
                provider: provider, rows: (0..<terminal.size.rows).map { terminal.line($0).text() },
                cursorRow: terminal.cursor.row, cursorColumn: terminal.cursor.column,
                title: terminal.title, progressState: progress,
                isAlternateScreen: terminal.isAlternateScreen, isEchoOff: false, isCommandRunning: nil,
                quietMilliseconds: Int64((time - printedAt) * 1000), notifications: notifications,
                now: Timestamp(milliseconds: Int64(time * 1000)))
            observation.status = status
            return detector.evaluate(observation)
        }
    }
}
