/// What a word after a command stands for: decides how it is checked, and what completes it.
package enum ArgumentKind: Hashable, Sendable {
    /// The number of a pane, as `roost pane list` and `C-b q` show it; `%3` is 3, as in tmux.
    case pane
    /// The number of a window in the status row; `:3` and `=3` are 3, as in tmux.
    case window
    case session
    case workspace
    case provider
    /// The name of a paste buffer.
    case buffer
    case number(ClosedRange<Int>)
    /// Cells, or a share of the window with a percent sign.
    case size
    case choice([String])
    /// The name of a key, or text to type.
    case key
    case directory
    /// A program or one of its arguments.
    case program
    case text

    /// What is wrong with a word; nil when nothing is.
    func problem(with word: String) -> String? {
        switch self {
        case .pane: Self.pane(word) == nil ? "\(word) is not the number of a pane" : nil
        case .window: Self.window(word) == nil ? "\(word) is not the number of a window" : nil
        case .number(let range):
            Int(word).map(range.contains) ?? false
                ? nil : "\(word) is not a number from \(range.lowerBound) to \(range.upperBound)"
        case .size: Self.size(word) == nil ? "\(word) is neither a number of cells nor a share like 30%" : nil
        case .choice(let words):
            words.contains(word) ? nil : "\(word) is not one of \(words.joined(separator: ", "))"
        case .session, .workspace, .provider, .buffer, .directory: word.isEmpty ? "a name is not empty" : nil
        case .key, .program, .text: nil
        }
    }

    /// Reads the number of a pane.
    static func pane(_ word: String) -> PaneID? { number(word, after: "%") }

    /// Reads the number of a window.
    static func window(_ word: String) -> Int? { number(word, after: ":=") }

    private static func number(_ word: String, after signs: String) -> Int? {
        let digits = word.drop { signs.contains($0) }
        return digits.first.map { $0.isASCII && $0.isNumber } ?? false ? Int(digits) : nil
    }

    /// Reads `20` and `30%`.
    static func size(_ word: String) -> PaneSize? {
        if word.hasSuffix("%") {
            return Int(word.dropLast()).flatMap { (1...100).contains($0) ? .percent($0) : nil }
        }
        return Int(word).flatMap { (1...10_000).contains($0) ? .cells($0) : nil }
    }
}
