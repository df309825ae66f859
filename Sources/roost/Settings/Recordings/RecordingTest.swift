import RoostConfig
import RoostDetect
import RoostModel
import RoostTerminal
import RoostWire

/// What a provider's rules make of a recording: the document of `roost provider test NAME --recording FILE --json`.
struct RecordingTest: Encodable {
    /// A change of what the session does and needs.
    struct Entry: Encodable {
        let seconds: Double
        let state: String
        let attention: String?
        /// What is asked, in a line.
        let text: String?
        /// The name of the rule that says so.
        let rule: String?
        /// Where it looks.
        let place: String?
        /// What it found there.
        let row: String?

        init(_ found: RecordedVerdicts.Found) {
            seconds = Double(found.at) / 1000
            state = found.verdict.state.rawValue
            attention = found.verdict.attention?.kind.rawValue
            text = found.verdict.attention?.text.split(whereSeparator: \.isNewline).joined(separator: " / ")
            rule = found.match?.rule
            place = found.match?.place
            row = found.match?.text
        }

        /// As labels have it, such as `waiting_input/approval`.
        var verdict: String { state + "/" + (attention ?? "none") }
    }

    /// A label that does not hold.
    struct Miss: Encodable {
        let seconds: Double
        let expected: String
        let found: String
    }

    var timeline: [Entry] = []
    var missed: [Miss] = []

    /// Plays a recording with a provider's rules, and looks at the instants of some labels.
    init(_ provider: Provider, _ book: RuleBook, _ recording: RecordingFile, _ labels: [RecordingLabel]) {
        let labels = labels.sorted { $0.at < $1.at }
        var player = RecordedVerdicts(provider: provider.rulesName, rules: book, size: recording.size)
        var entries: [Entry] = []
        let found = player.play(recording, lookingAt: labels.map(\.at)) { entries.append(Entry($0)) }
        timeline = entries
        for (label, found) in zip(labels, found) where !label.isMet(by: found.verdict) {
            missed.append(
                Miss(
                    seconds: Double(label.at) / 1000, expected: label.text, found: Entry(found).verdict))
        }
    }

    /// The timeline as a table, and then what was expected and is not so.
    var text: String {
        var table = Table(["SECONDS", "STATE", "ATTENTION", "RULE", "ROW"], right: ["SECONDS"])
        for entry in timeline {
            table.add([
                Self.seconds(entry.seconds), entry.state, entry.attention ?? "-", entry.rule ?? "-",
                String((entry.row ?? entry.text ?? "").prefix(100)),
            ])
        }
        let lines = missed.map {
            "at \(Self.seconds($0.seconds)): expected \($0.expected), found \($0.found)\n"
        }
        return table.text + lines.joined()
    }

    private static func seconds(_ seconds: Double) -> String {
        let milliseconds = Int64((seconds * 1000).rounded())
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
}
