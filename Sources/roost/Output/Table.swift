import RoostTerminal

/// Lines of columns for people: aligned by cells, without blanks at the ends.
struct Table {
    /// How a column is aligned.
    enum Alignment {
        case left, right
    }

    private let titles: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// Begins with the titles of its columns; `right` names those whose numbers stand below each other.
    init(_ titles: [String], right: Set<String> = []) {
        self.titles = titles
        alignments = titles.map { right.contains($0) ? .right : .left }
    }

    /// Adds a row; what would break the line or the terminal is shown as a space.
    mutating func add(_ cells: [String]) {
        rows.append(cells.map(Self.printable))
    }

    /// All lines, the titles first unless there are none; empty without rows.
    var text: String {
        guard !rows.isEmpty else { return "" }
        let lines = titles.allSatisfy(\.isEmpty) ? rows : [titles] + rows
        let widths = titles.indices.map { column in lines.map { CharacterWidth.of($0[column]) }.max() ?? 0 }
        return lines.map { cells in
            var line = ""
            for (column, cell) in cells.enumerated() {
                let gap = String(repeating: " ", count: widths[column] - CharacterWidth.of(cell))
                line += (column == 0 ? "" : "  ") + (alignments[column] == .left ? cell + gap : gap + cell)
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    /// Text from programs must not move the cursor of whoever reads it, nor change the order of the text.
    static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmful($0) ? " " : $0 }))
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
