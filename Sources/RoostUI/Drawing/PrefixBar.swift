import RoostConfig
import RoostModel
import RoostTerminal

/// What can follow the prefix key, shown when nothing has followed it for a moment.
struct PrefixBar {
    static let words: [(command: String, word: String)] = [
        ("split-right", "right"), ("split-below", "below"), ("next-pane", "next"), ("zoom", "zoom"),
        ("close-pane", "close"), ("new-window", "window"), ("sessions", "sessions"),
        ("next-attention", "attention"), ("search", "search"), ("copy-mode", "scroll"), ("detach", "detach"),
        ("command-prompt", "commands"),
    ]

    private let prefix: String
    private let entries: [(key: String, word: String)]
    private let last: (key: String, word: String)?

    /// Reads the bindings in use.
    init(_ configuration: Configuration) {
        prefix = configuration.prefix.name
        entries = Self.words.compactMap { entry in
            KeyNames.name(for: entry.command, in: configuration).map { ($0, entry.word) }
        }
        last = KeyNames.name(for: "help", in: configuration).map { ($0, "all") }
    }

    /// The bar for a width; the key for all bindings stays, whatever else has to go.
    func text(columns: Int) -> String {
        let end = last.map { "  \($0.key) \($0.word)" } ?? ""
        var text = " \(prefix)"
        for entry in entries {
            let next = "  \(entry.key) \(entry.word)"
            guard TextWidth.of(text) + TextWidth.of(next) + TextWidth.of(end) <= columns else { break }
            text += next
        }
        return text + end
    }

    /// Draws the bar over the status row.
    func draw(row: Int, look: Look, on canvas: inout Canvas) {
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: canvas.columns), style: look[.message])
        canvas.write(text(columns: canvas.columns), row: row, column: 0, style: look[.message])
    }
}
