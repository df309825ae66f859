/// How many cells a terminal has.
///
/// Invariant: 1...1000 rows and 2...2000 columns, because a wide character needs two; whatever is asked
/// for is clamped, so that no peer can make a terminal allocate without bound.
public struct TerminalSize: Hashable, Sendable, Codable {
    /// Rows on the screen, 1...1000.
    public var rows: Int { didSet { rows = Self.clampRows(rows) } }
    /// Columns of each row, 2...2000.
    public var columns: Int { didSet { columns = Self.clampColumns(columns) } }

    /// Clamps both to what a terminal can have.
    public init(rows: Int, columns: Int) {
        self.rows = Self.clampRows(rows)
        self.columns = Self.clampColumns(columns)
    }

    /// Decodes and clamps.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            rows: try values.decode(Int.self, forKey: .rows),
            columns: try values.decode(Int.self, forKey: .columns))
    }

    private enum CodingKeys: String, CodingKey {
        case rows, columns
    }

    private static func clampRows(_ rows: Int) -> Int { min(max(rows, 1), 1000) }
    private static func clampColumns(_ columns: Int) -> Int { min(max(columns, 2), 2000) }
}
