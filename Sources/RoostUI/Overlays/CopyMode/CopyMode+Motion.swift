import RoostConfig
import RoostModel
import RoostTerminal

extension CopyMode {
    /// Moves the cursor, and the view with it.
    mutating func move(_ motion: CopyCommand.Motion, _ keys: CopyCommandTable.KeySet) {
        guard let document else { return }
        let rows = max(1, frame.rows)
        switch motion {
        case .up: moveVertically(-1)
        case .down: moveVertically(1)
        case .pageUp, .pageDown, .halfPageUp, .halfPageDown:
            let isHalf = motion == .halfPageUp || motion == .halfPageDown
            let step = isHalf ? max(1, rows / 2) : max(1, rows - 2)
            let isUp = motion == .pageUp || motion == .halfPageUp
            top = max(firstLine, min(top + (isUp ? -step : step), bottomTop))
            moveVertically(isUp ? -step : step)
        case .viewTop: goToRow(top)
        case .viewMiddle: goToRow(top + (rows - 1) / 2)
        case .viewBottom: goToRow(top + rows - 1)
        case .historyTop: goToRow(firstLine)
        case .historyBottom:
            let last = (document.screen.lastIndex { !$0.text().isEmpty }).map { document.screenStart + $0 }
            goToRow(last ?? lastLine)
            top = bottomTop
            showCursor()
        default:
            cursor = clamped(horizontal(motion, in: document, keys))
            wantedColumn = motion == .lineEnd ? Int.max : cursor.column
            showCursor()
        }
    }

    private mutating func goToRow(_ line: Int) {
        cursor = clamped(TextPosition(line: line, column: 0))
        wantedColumn = 0
        showCursor()
    }

    private mutating func moveVertically(_ lines: Int) {
        cursor.line = max(firstLine, min(cursor.line + lines, lastLine))
        let isRectangle = selection?.isRectangle ?? false
        let length = document?.length(cursor.line) ?? 0
        cursor.column = isRectangle ? wantedColumn : min(wantedColumn, max(0, length - 1))
        cursor = clamped(cursor)
        showCursor()
    }

    private func horizontal(
        _ motion: CopyCommand.Motion, in document: ScrollbackDocument, _ keys: CopyCommandTable.KeySet
    ) -> TextPosition {
        var place = cursor
        switch motion {
        case .left:
            if place.column > 0 {
                place.column -= 1
            } else if place.line > firstLine {
                place = TextPosition(
                    line: place.line - 1, column: max(0, document.length(place.line - 1) - 1))
            }
        case .right:
            let end = document.end(of: place)
            // Emacs' cursor may stand behind the last character, since it marks the end of what is copied.
            let isRectangle = selection?.isRectangle ?? false
            let last = isRectangle ? document.columns : document.length(place.line) + (keys == .emacs ? 1 : 0)
            if end < last {
                place.column = end
            } else if place.line < lastLine, !isRectangle {
                place = TextPosition(line: place.line + 1, column: 0)
            }
        case .lineStart:
            place = TextPosition(line: document.wholeLine(around: place.line).lowerBound, column: 0)
        case .lineEnd:
            place.line = document.wholeLine(around: place.line).upperBound
            place.column = document.length(place.line) - (keys == .emacs ? 0 : 1)
        case .indentation:
            place.line = document.wholeLine(around: place.line).lowerBound
            place.column =
                document.line(place.line)?.cells.firstIndex { $0.scalar != 0 && $0.scalar != 0x20 } ?? 0
        case .nextWord(let word): place = document.wordStart(after: place, Self.kind(word, keys))
        case .previousWord(let word): place = document.wordStart(before: place, Self.kind(word, keys))
        case .wordEnd(let word):
            place = document.wordEnd(after: place, Self.kind(word, keys))
            if keys == .emacs { place.column = document.end(of: place) }
        case .nextParagraph: place = paragraph(from: place.line, step: 1, in: document)
        case .previousParagraph: place = paragraph(from: place.line, step: -1, in: document)
        case .matchingBracket: place = document.matchingBracket(of: place) ?? place
        default: break
        }
        return place
    }

    private static func kind(
        _ word: CopyCommand.Word, _ keys: CopyCommandTable.KeySet
    ) -> ScrollbackDocument.WordKind {
        switch word {
        case .letters: keys == .vi ? .vi : .letters
        case .blanks: .blanks
        }
    }

    /// The next blank line that follows on text.
    private func paragraph(from line: Int, step: Int, in document: ScrollbackDocument) -> TextPosition {
        var line = line
        func isInside(_ line: Int) -> Bool { line + step >= firstLine && line + step <= lastLine }
        while isInside(line), document.length(line) == 0 { line += step }
        while isInside(line), document.length(line) > 0 { line += step }
        return TextPosition(line: line, column: 0)
    }

    // MARK: Jumps

    /// Goes to a character of the whole line, or beside it; stays where there is none.
    mutating func jump(_ jump: CopyCommand.Jump, to character: Character, times: Int) {
        guard let document else { return }
        let rows = document.wholeLine(around: cursor.line)
        var cells: [TextPosition] = []
        for line in rows {
            let count = document.line(line)?.cells.count ?? 0
            cells += (0..<count).map { TextPosition(line: line, column: $0) }
                .filter { document.line($0.line)?.cells[safe: $0.column]?.width != 0 }
        }
        guard let start = cells.firstIndex(where: { $0 >= cursor }) ?? cells.indices.last else { return }
        let step = jump.isForward ? 1 : -1
        // A jump to beside a character must not stay where the last one ended.
        var index = jump == .toForward || jump == .toBackward ? start + step : start
        var left = min(times, cells.count)
        while left > 0 {
            index += step
            guard cells.indices.contains(index) else { return }
            let place = cells[index]
            if document.line(place.line)?.character(at: place.column) == String(character) { left -= 1 }
        }
        if jump == .toForward { index -= 1 }
        if jump == .toBackward { index += 1 }
        guard let place = cells[safe: index] else { return }
        cursor = place
        wantedColumn = place.column
        showCursor()
    }
}

extension ScrollbackDocument {
    private static let brackets: [(open: String, close: String)] = [("(", ")"), ("[", "]"), ("{", "}")]

    /// The bracket that belongs to the one in a cell, within a few thousand lines.
    func matchingBracket(of place: TextPosition) -> TextPosition? {
        let sign = line(place.line)?.character(at: place.column) ?? ""
        guard let pair = Self.brackets.first(where: { $0.open == sign || $0.close == sign }) else {
            return nil
        }
        let isForward = sign == pair.open
        var depth = 0
        var number = place.line
        var column = place.column
        for _ in 0..<2000 {
            guard let line = line(number) else { return nil }
            while line.cells.indices.contains(column) {
                let text = line.character(at: column)
                if text == pair.open { depth += isForward ? 1 : -1 }
                if text == pair.close { depth += isForward ? -1 : 1 }
                if depth == 0 { return TextPosition(line: number, column: column) }
                column += isForward ? 1 : -1
            }
            number += isForward ? 1 : -1
            column = isForward ? 0 : (self.line(number)?.cells.count ?? 0) - 1
        }
        return nil
    }
}
