/// Following a line through everything that gives lines other numbers, for whoever feeds past output once more to
/// learn where it stands.
extension Terminal {
    /// The number of the line that the cursor is on, see ``scrollbackRange``; nil on the alternate screen, whose
    /// lines have none.
    public var lineOfCursor: Int? {
        isAlternateScreen ? nil : scrollback.range.upperBound + screen.cursor.row
    }

    /// The line that is followed, by the number that it has now; nil when none is, or it is not kept any more.
    ///
    /// It is a place in the text: what is printed over it is not seen.
    public var followedLine: Int? {
        guard let line = followed?.line, line >= scrollback.range.lowerBound else { return nil }
        return line
    }

    /// Follows a line of the main screen or its scrollback from now on, in place of another.
    public mutating func follow(line: Int) {
        followed = TextMark(line: line, column: 0)
    }

    /// The rows that a line which was broken at the right edge takes, with its text.
    ///
    /// Nil for a row that is not kept, or belongs to the main screen while the alternate one is shown.
    ///
    /// - Complexity: O(*n*) in its rows, of which it looks at 256.
    public func wholeLine(around number: Int) -> (rows: ClosedRange<Int>, text: String)? {
        guard let middle = textLine(number) else { return nil }
        var rows = number...number
        var lines = [middle]
        while rows.count < Self.wholeLineLimit, let line = textLine(rows.lowerBound - 1), line.isWrapped {
            lines.insert(line, at: 0)
            rows = rows.lowerBound - 1...rows.upperBound
        }
        while rows.count < Self.wholeLineLimit, lines.last?.isWrapped == true,
            let line = textLine(rows.upperBound + 1)
        {
            lines.append(line)
            rows = rows.lowerBound...rows.upperBound + 1
        }
        return (rows, lines.map { $0.text(trimmed: !$0.isWrapped) }.joined())
    }

    private static let wholeLineLimit = 256

    /// A row by the number that it has in the text.
    private func textLine(_ number: Int) -> Line? {
        guard number >= scrollback.range.upperBound else { return scrollbackLine(number) }
        let row = number - scrollback.range.upperBound
        return isAlternateScreen || row >= screen.rows ? nil : line(row)
    }
}
