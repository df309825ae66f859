import RoostModel
import RoostTerminal

/// A text or a regular expression that is looked for; its case counts only if it has a letter in upper case.
struct TextSearch: Hashable, Sendable {
    /// Where it was found; both cells belong to it.
    struct Match: Hashable, Sendable {
        var start: TextPosition
        var end: TextPosition
    }

    let text: String
    /// The scalars of a plain text.
    private let pattern: [UInt32]
    private let ignoresCase: Bool
    /// Nil for a plain text.
    private let expression: LinePattern?

    /// Looks for a text as it is; nil for an empty one.
    init?(plain text: String) {
        self.init(text, expression: nil, ignoresCase: text == text.lowercased())
    }

    /// Looks for an expression; nil for an empty text.
    ///
    /// What is no expression, such as `f(`, is looked for as it is.
    init?(_ text: String) {
        let isPlain = !text.contains { "\\.[](){}*+?|^$".contains($0) }
        // A repetition of nothing is none.
        guard !isPlain, text.first.map({ !"*+?".contains($0) }) ?? false else {
            self.init(plain: text)
            return
        }
        // The letter of \S or \B is no letter that is looked for.
        let letters = text.replacing(#/\\./#, with: "")
        let ignoresCase = letters == letters.lowercased()
        let expression = try? LinePattern((ignoresCase ? "(?i)" : "") + text)
        self.init(text, expression: expression, ignoresCase: ignoresCase)
    }

    private init?(_ text: String, expression: LinePattern?, ignoresCase: Bool) {
        guard !text.isEmpty else { return nil }
        self.text = text
        self.expression = expression
        // The expression knows by itself which letters are the same.
        self.ignoresCase = ignoresCase && expression == nil
        pattern = text.unicodeScalars.map { ignoresCase ? Self.folded($0.value) : $0.value }
    }

    private static func folded(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return value >= 0x41 && value <= 0x5a ? value | 0x20 : value }
        guard let scalar = Unicode.Scalar(value) else { return value }
        let lowercase = scalar.properties.lowercaseMapping.unicodeScalars
        return lowercase.count == 1 ? lowercase.first?.value ?? value : value
    }

    /// All places in some rows that make up one line, from the left; they do not overlap.
    ///
    /// - Complexity: O(*n* · *m*) at worst in the lengths of rows and text, O(*n*) for usual texts.
    func matches(in rows: ClosedRange<Int>, of document: ScrollbackDocument) -> [Match] {
        if expression == nil, rows.count == 1, let line = document.line(rows.lowerBound),
            line.clusters.isEmpty
        {
            return matches(in: line.cells, number: rows.lowerBound)
        }
        var scalars: [UInt32] = []
        var places: [TextPosition] = []
        for number in rows {
            guard let line = document.line(number) else { continue }
            append(line, number: number, to: &scalars, &places)
        }
        if let expression {
            return expression.matches(in: scalars.map { Unicode.Scalar($0) ?? "\u{FFFD}" }).map {
                Match(start: places[$0.lowerBound], end: places[$0.upperBound - 1])
            }
        }
        guard let head = pattern.first, scalars.count >= pattern.count else { return [] }
        var found: [Match] = []
        var index = 0
        let last = scalars.count - pattern.count
        while index <= last {
            guard scalars[index] == head, scalars[index..<index + pattern.count].elementsEqual(pattern) else {
                index += 1
                continue
            }
            found.append(Match(start: places[index], end: places[index + pattern.count - 1]))
            index += pattern.count
        }
        return found
    }

    /// The same for a row of single scalars, which nearly all are: no copy is made of it.
    private func matches(in cells: [Line.Cell], number: Int) -> [Match] {
        guard let head = pattern.first, cells.count >= pattern.count else { return [] }
        var end = cells.count
        while end > 0, cells[end - 1].scalar == 0, cells[end - 1].width != 0 { end -= 1 }
        var found: [Match] = []
        var column = 0
        while column < end {
            guard cells[column].width != 0, value(cells[column].scalar) == head,
                let last = lastCell(from: column, to: end, in: cells)
            else {
                column += 1
                continue
            }
            found.append(
                Match(
                    start: TextPosition(line: number, column: column),
                    end: TextPosition(line: number, column: last)))
            column = last + 1
        }
        return found
    }

    /// Where a match that begins in a cell ends; nil when there is none.
    private func lastCell(from column: Int, to end: Int, in cells: [Line.Cell]) -> Int? {
        var column = column
        var last = column
        for wanted in pattern {
            while column < end, cells[column].width == 0 { column += 1 }
            guard column < end, value(cells[column].scalar) == wanted else { return nil }
            last = column
            column += 1
        }
        return last
    }

    private func value(_ scalar: UInt32) -> UInt32 {
        let value = scalar == 0 ? 0x20 : scalar
        return ignoresCase ? Self.folded(value) : value
    }

    private func append(
        _ line: Line, number: Int, to scalars: inout [UInt32], _ places: inout [TextPosition]
    ) {
        let written = (line.cells.lastIndex { $0.scalar != 0 } ?? -1) + 1
        scalars.reserveCapacity(scalars.count + written)
        places.reserveCapacity(places.count + written)
        for column in 0..<written {
            let cell = line.cells[column]
            if cell.width == 0 { continue }
            let place = TextPosition(line: number, column: column)
            if cell.scalar & Line.Cell.clusterFlag != 0 {
                let cluster = line.clusters[safe: Int(cell.scalar & ~Line.Cell.clusterFlag)] ?? " "
                for scalar in cluster.unicodeScalars {
                    scalars.append(value(scalar.value))
                    places.append(place)
                }
            } else {
                scalars.append(value(cell.scalar))
                places.append(place)
            }
        }
    }
}
