import RoostConfig
import RoostTerminal

/// A line of text that a person types: the keys of readline, and a caret.
///
/// Invariant: `caret` is in `0...characters.count`.
struct TextField: Hashable, Sendable {
    /// More than anybody types; a paste is cut there.
    static let limit = 4096

    private(set) var characters: [Character]
    /// Before which character the next one goes.
    private(set) var caret: Int

    /// A field with a text in it, the caret at its end.
    init(_ text: String = "") {
        characters = Array(text.prefix(Self.limit))
        caret = characters.count
    }

    /// What was typed so far.
    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    /// Puts a text in at the caret; control characters become blanks, and what follows a line end is left out.
    mutating func insert(_ text: String) {
        let line = text.prefix { !$0.isNewline }
        let new = line.map { TextWidth.isControl($0) ? " " : $0 }.prefix(Self.limit - characters.count)
        characters.insert(contentsOf: new, at: caret)
        caret += new.count
    }

    /// Takes another text's place, the caret at its end.
    mutating func replace(with text: String) {
        self = TextField(text)
    }

    /// Takes a key or a paste.
    ///
    /// - Returns: Whether it was for the field.
    mutating func handle(_ event: InputEvent) -> Bool {
        switch event {
        case .key(let key): return handle(key)
        case .paste(let bytes):
            insert(String(decoding: bytes, as: UTF8.self))
            return true
        default: return false
        }
    }

    private mutating func handle(_ key: Key) -> Bool {
        if let text = key.typed {
            insert(text)
            return true
        }
        switch key.word {
        case "Left", "C-b": caret = max(0, caret - 1)
        case "Right", "C-f": caret = min(characters.count, caret + 1)
        case "Home", "C-a": caret = 0
        case "End", "C-e": caret = characters.count
        case "M-b", "C-Left", "M-Left": caret = wordStart
        case "M-f", "C-Right", "M-Right": caret = wordEnd
        case "BSpace", "C-h": remove(max(0, caret - 1)..<caret)
        case "Delete", "C-d": remove(caret..<min(characters.count, caret + 1))
        case "C-w", "M-BSpace", "C-BSpace": remove(wordStart..<caret)
        case "M-d": remove(caret..<wordEnd)
        case "C-u": remove(0..<caret)
        case "C-k": remove(caret..<characters.count)
        default: return false
        }
        return true
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        caret = range.lowerBound
    }

    private var wordStart: Int {
        var place = caret
        while place > 0, characters[place - 1] == " " { place -= 1 }
        while place > 0, characters[place - 1] != " " { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        var place = caret
        while place < characters.count, characters[place] == " " { place += 1 }
        while place < characters.count, characters[place] != " " { place += 1 }
        return place
    }

    /// Draws the part around the caret, and puts the cursor there.
    func draw(on canvas: inout Canvas, row: Int, column: Int, columns: Int, style: Style) {
        guard columns > 0 else { return }
        var first = caret
        var width = 1
        while first > 0, width + TextWidth.of(characters[first - 1]) <= columns {
            first -= 1
            width += TextWidth.of(characters[first])
        }
        canvas.write(
            TextWidth.pad(String(characters[first...]), to: columns), row: row, column: column, style: style,
            limit: columns)
        let before = TextWidth.of(String(characters[first..<caret]))
        if row >= 0, row < canvas.rows, column >= 0, column + before < canvas.columns {
            canvas.cursor = (row, column + before, .bar, false)
        }
    }
}
