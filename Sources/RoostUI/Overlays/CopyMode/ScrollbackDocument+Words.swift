import RoostModel
import RoostTerminal

extension ScrollbackDocument {
    /// What counts as a word for a motion.
    enum WordKind: Hashable, Sendable {
        /// vi's `w`: letters, digits and `_`, or a run of other signs.
        case vi
        /// vi's `W`: everything between blanks.
        case blanks
        /// Emacs: letters and digits alone.
        case letters
        /// Double click: what looks like a name, a path or an address.
        case name
    }

    private enum CellKind: Hashable {
        case blank, word, sign
    }

    private static let nameSigns = Set("_-./~:@%+?&=#")

    private func kind(at place: TextPosition, _ words: WordKind) -> CellKind {
        guard let line = line(place.line), place.column < line.cells.count else { return .blank }
        let text = line.character(at: start(of: place))
        guard let character = text.first, character != " " else { return .blank }
        let isLetter = character.isLetter || character.isNumber
        switch words {
        case .vi: return isLetter || character == "_" ? .word : .sign
        case .blanks: return .word
        case .letters: return isLetter ? .word : .blank
        case .name: return isLetter || Self.nameSigns.contains(character) ? .word : .sign
        }
    }

    /// The next cell in reading order, and whether a line ended before it; nil at the end of everything.
    private func after(_ place: TextPosition) -> (place: TextPosition, isBreak: Bool)? {
        let next = end(of: place)
        if next < length(place.line) || (isWrapped(place.line) && next < line(place.line)?.cells.count ?? 0) {
            return (TextPosition(line: place.line, column: next), false)
        }
        guard place.line + 1 < range.upperBound else { return nil }
        return (TextPosition(line: place.line + 1, column: 0), !isWrapped(place.line))
    }

    /// The cell before in reading order.
    private func before(_ place: TextPosition) -> (place: TextPosition, isBreak: Bool)? {
        if place.column > 0 {
            let previous = TextPosition(
                line: place.line, column: min(place.column, max(1, length(place.line))) - 1)
            return (TextPosition(line: place.line, column: start(of: previous)), false)
        }
        guard place.line > range.lowerBound else { return nil }
        let line = place.line - 1
        let end = isWrapped(line) ? self.line(line)?.cells.count ?? 0 : length(line)
        let last = TextPosition(line: line, column: max(0, end - 1))
        return (TextPosition(line: line, column: start(of: last)), !isWrapped(line))
    }

    /// Where the next word begins; the last cell when there is none.
    func wordStart(after place: TextPosition, _ words: WordKind) -> TextPosition {
        var place = place
        let first = kind(at: place, words)
        var isInside = first != .blank
        while let next = after(place) {
            let kind = kind(at: next.place, words)
            if next.isBreak || kind != first { isInside = false }
            place = next.place
            if !isInside, kind != .blank { return place }
        }
        return place
    }

    /// The last cell of this word or, from there, of the next.
    func wordEnd(after place: TextPosition, _ words: WordKind) -> TextPosition {
        guard var (place, _) = after(place) else { return place }
        while kind(at: place, words) == .blank {
            guard let next = after(place) else { return place }
            place = next.place
        }
        let own = kind(at: place, words)
        while let next = after(place), !next.isBreak, kind(at: next.place, words) == own {
            place = next.place
        }
        return place
    }

    /// Where this word or, from there, the one before begins.
    func wordStart(before place: TextPosition, _ words: WordKind) -> TextPosition {
        guard var (place, _) = before(place) else { return place }
        while kind(at: place, words) == .blank {
            guard let next = before(place) else { return place }
            place = next.place
        }
        let own = kind(at: place, words)
        while let next = before(place), !next.isBreak, kind(at: next.place, words) == own {
            place = next.place
        }
        return place
    }

    /// The first and the last cell of the name, path or address in a cell; a blank is alone.
    func word(around place: TextPosition) -> ClosedRange<TextPosition> {
        let own = kind(at: place, .name)
        var first = TextPosition(line: place.line, column: start(of: place))
        var last = first
        guard own == .word else { return first...last }
        while let next = before(first), !next.isBreak, kind(at: next.place, .name) == own {
            first = next.place
        }
        while let next = after(last), !next.isBreak, kind(at: next.place, .name) == own { last = next.place }
        return first...last
    }
}
