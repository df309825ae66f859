import RoostConfig
import RoostModel
import RoostTerminal

/// What can follow the prefix key, shown when nothing has followed it for a moment.
struct PrefixBar {
    /// In the order in which they stand there; `rank` says who stays where there is little room, the least first.
    static let words: [(command: String, word: String, rank: Int)] = [
        ("split-right", "right", 1), ("split-below", "below", 2), ("next-pane", "next", 9),
        ("zoom", "zoom", 7),
        ("close-pane", "close", 6), ("new-window", "window", 3), ("sessions", "sessions", 4),
        ("next-attention", "attention", 5), ("search", "search", 10), ("copy-mode", "scroll", 8),
        ("detach", "detach", 0), ("command-prompt", "commands", 11),
    ]

    private let prefix: String
    private let entries: [(text: String, rank: Int)]
    private let last: (key: String, word: String)?

    /// Reads the bindings in use.
    init(_ configuration: Configuration) {
        prefix = configuration.prefix.name
        entries = Self.words.compactMap { entry in
            KeyNames.name(for: entry.command, in: configuration).map { ("  \($0) \(entry.word)", entry.rank) }
        }
        last = KeyNames.name(for: "help", in: configuration).map { ($0, "all") }
    }

    /// The bar for a width; the key for all bindings stays, whatever else has to go.
    func text(columns: Int) -> String {
        let end = last.map { "  \($0.key) \($0.word)" } ?? ""
        var room = columns - TextWidth.of(" \(prefix)") - TextWidth.of(end)
        var shown: Set<Int> = []
        for entry in entries.sorted(by: { $0.rank < $1.rank }) {
            room -= TextWidth.of(entry.text)
            if room < 0 { break }
            shown.insert(entry.rank)
        }
        return " \(prefix)" + entries.filter { shown.contains($0.rank) }.map(\.text).joined() + end
    }

    /// Draws the bar over the status row.
    func draw(row: Int, look: Look, on canvas: inout Canvas) {
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: look[.message])
        canvas.write(text(columns: canvas.columns), row: row, column: 0, style: look[.message])
    }
}
