import RoostModel

/// How wide the columns of a list of sessions are: as wide as what stands in them, and what matters less is cut first.
struct SessionColumns: Hashable, Sendable {
    /// What stands in the row of a session.
    struct Cells: Hashable, Sendable {
        var provider: String
        var name: String
        var state: String
        var time: String
        /// Workspace and window; empty: none shows it.
        var place: String
    }

    enum Column: Int, CaseIterable, Hashable, Sendable {
        case provider, name, state, time, place
    }

    /// What is cut to how many cells, from what is missed least.
    private static let cuts: [(column: Column, cells: Int)] = [
        (.name, 16), (.provider, 7), (.time, 0), (.provider, 0), (.name, 9), (.state, 8), (.place, 0),
        (.name, 4), (.state, 0),
    ]

    private var widths: [Column: Int]

    /// Fits the columns of some rows into a room in cells; the sign and the blanks between them are included.
    init(_ rows: [Cells], room: Int) {
        widths = Self.needed(rows)
        for cut in Self.cuts {
            let excess = width - room
            if excess <= 0 { break }
            let now = self[cut.column]
            widths[cut.column] = min(now, max(cut.cells, now - excess))
        }
    }

    subscript(column: Column) -> Int { widths[column] ?? 0 }

    /// Of a whole row.
    var width: Int { 1 + Column.allCases.reduce(0) { $0 + (self[$1] > 0 ? self[$1] + 1 : 0) } }

    /// Cells that rows need, so that nothing is cut.
    static func width(of rows: [Cells]) -> Int { SessionColumns(rows, room: .max).width }

    private static func needed(_ rows: [Cells]) -> [Column: Int] {
        func widest(_ least: Int, _ width: (Cells) -> Int) -> Int {
            max(least, rows.reduce(0) { max($0, width($1)) })
        }
        return [
            .provider: widest(7) { TextWidth.of($0.provider) }, .name: widest(9) { TextWidth.of($0.name) },
            .state: widest(9) { TextWidth.of($0.state) },
            .time: Self.span, .place: widest(0) { TextWidth.of(Self.end(of: $0)) - Self.span - 1 },
        ]
    }

    /// A time as long as a state lasts; that of day is longer, but what has ended is seldom in a window.
    private static let span = 6

    private static func end(of cells: Cells) -> String {
        TextWidth.pad(cells.time, to: span) + (cells.place.isEmpty ? "" : " " + cells.place)
    }

    /// The texts of a row from the left, each as wide as its column; those without room are left out, and the place
    /// stands behind the time.
    func texts(_ cells: Cells) -> [(column: Column, text: String)] {
        let (time, place) = (self[.time], self[.place])
        let end =
            time == 0
            ? (cells.place, place)
            : (place == 0 ? cells.time : Self.end(of: cells), time + (place > 0 ? place + 1 : 0))
        let texts: [(column: Column, text: String, width: Int)] = [
            (.provider, cells.provider, self[.provider]), (.name, cells.name, self[.name]),
            (.state, cells.state, self[.state]), (.time, end.0, end.1),
        ]
        return texts.filter { $0.width > 0 }.map {
            ($0.column, TextWidth.pad(TextWidth.clip($0.text, to: $0.width), to: $0.width))
        }
    }
}
