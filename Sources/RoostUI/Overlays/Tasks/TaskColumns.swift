import RoostConfig
import RoostModel

/// Which columns a table of print-mode tasks has room for, and what stands in them.
struct TaskColumns: Hashable, Sendable {
    enum Column: String, CaseIterable, Hashable, Sendable {
        case state, id, provider, age, turns, tokens, cost, last

        /// Numbers stand below each other.
        var isNumber: Bool {
            switch self {
            case .id, .age, .turns, .tokens, .cost: true
            case .state, .provider, .last: false
            }
        }
    }

    /// A column with its cells.
    struct Place: Hashable, Sendable {
        var column: Column
        var width: Int
    }

    /// What it said last is worth more than any of these, which go in this order.
    private static let dispensable: [Column] = [.tokens, .turns, .cost, .age, .provider]
    /// Fewer cells of what it said last say nothing.
    private static let leastText = 12
    /// A provider's name is known by so many cells where there is little room.
    private static let leastProvider = 8

    /// From the left, one blank between two.
    let places: [Place]

    /// Lays out a table.
    ///
    /// - Parameters:
    ///   - width: Cells that there are.
    ///   - lastID: The highest number that has to fit.
    ///   - providerWidth: Cells of the longest provider's name.
    init(width: Int, lastID: TaskID, providerWidth: Int) {
        var providerCells = min(max(Self.leastProvider, providerWidth), 12)
        func cells(_ column: Column) -> Int {
            switch column {
            case .state: 13
            case .id: max(2, "\(lastID)".count)
            case .provider: providerCells
            case .age: 6
            case .turns: 5
            case .tokens: 6
            case .cost: 8
            case .last: 0
            }
        }
        var columns = Column.allCases
        func rest() -> Int { width - columns.reduce(0) { $0 + cells($1) + 1 } + 1 }
        if rest() < Self.leastText { providerCells = Self.leastProvider }
        for column in Self.dispensable where rest() < Self.leastText { columns.removeAll { $0 == column } }
        let text = max(0, rest())
        places = columns.map { Place(column: $0, width: $0 == .last ? text : cells($0)) }
    }

    /// What stands in a column for a task: `-` for what is not known.
    static func text(_ column: Column, of task: TaskInfo, label: TaskLabel, now: Timestamp) -> String {
        switch column {
        case .state: label.word
        case .id: "\(task.id)"
        case .provider: task.request.provider
        case .age: Elapsed.exact(now.milliseconds(since: task.createdAt))
        case .turns: task.report.turns.map { "\($0)" } ?? "-"
        case .tokens: task.tokensSoFar.map { "\(TokenCount($0))" } ?? "-"
        case .cost: task.costSoFar.map { "\(Dollars($0))" } ?? "-"
        case .last: lastLine(task)
        }
    }

    /// What it said last; what holds it, why it did not pass, or what it is to do as long as it says nothing.
    private static func lastLine(_ task: TaskInfo) -> String {
        let hold = task.wait.flatMap { $0.isHold ? $0.text : nil }
        let text = hold ?? task.error ?? task.report.lastLine ?? task.request.prompt
        return text.prefix(400).split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
