/// What a replacement does to a text, line by line: what stays is said once.
///
/// The longest common subsequence of the lines between a common beginning and a common end. Where that is too much
/// to look at, those lines are all removed and all added: the cost never grows with the product of two lengths.
struct LineDiff: Hashable, Sendable {
    /// A line, without its end, and what becomes of it.
    enum Line: Hashable, Sendable {
        case kept(String)
        case removed(String)
        case added(String)

        /// The line as a unified diff writes it.
        var text: String {
            switch self {
            case .kept(let line): " \(line)"
            case .removed(let line): "-\(line)"
            case .added(let line): "+\(line)"
            }
        }
    }

    /// Pairs of lines that are compared, 500 by 500: some milliseconds and half a megabyte.
    private static let mostPairs = 250_000

    /// All lines of both texts; between two that are kept, the removed ones stand before the added ones.
    let lines: [Line]

    /// Compares a text with what it becomes; an empty one has no lines.
    init(from old: String, to new: String) {
        let (before, after) = (Self.split(old), Self.split(new))
        let numbers = Self.numbers(before, after)
        let shorter = min(before.count, after.count)
        var head = 0
        while head < shorter, numbers.before[head] == numbers.after[head] { head += 1 }
        var (oldEnd, newEnd) = (before.count, after.count)
        while oldEnd > head, newEnd > head, numbers.before[oldEnd - 1] == numbers.after[newEnd - 1] {
            (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
        }
        let common = Self.common(numbers.before[head..<oldEnd], numbers.after[head..<newEnd])

        var lines = before[..<head].map { Line.kept($0) }
        var (row, column) = (head, head)
        for pair in common {
            lines += before[row..<pair.0].map { Line.removed($0) }
            lines += after[column..<pair.1].map { Line.added($0) }
            lines.append(.kept(before[pair.0]))
            (row, column) = (pair.0 + 1, pair.1 + 1)
        }
        lines += before[row..<oldEnd].map { Line.removed($0) }
        lines += after[column..<newEnd].map { Line.added($0) }
        self.lines = lines + before[oldEnd...].map { Line.kept($0) }
    }

    private static func split(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
    }

    /// The same number for the same line, so that comparing two costs the same whatever their length.
    ///
    /// The same is what has the same bytes, since letters that only look alike are a change, too.
    private static func numbers(_ before: [String], _ after: [String]) -> (before: [Int], after: [Int]) {
        var known: [[UInt8]: Int] = [:]
        func number(of line: String) -> Int {
            let bytes = Array(line.utf8)
            if let number = known[bytes] { return number }
            let number = known.count
            known[bytes] = number
            return number
        }
        return (before.map { number(of: $0) }, after.map { number(of: $0) })
    }

    /// Where lines of both are the same, as places in each, in order; none where there are too many to compare.
    private static func common(_ before: ArraySlice<Int>, _ after: ArraySlice<Int>) -> [(Int, Int)] {
        let (height, width) = (before.count, after.count)
        guard height > 0, width > 0, height <= mostPairs / width else { return [] }
        // How many lines the rests from a pair of places on have in common; the last row and column are 0.
        var lengths = [Int32](repeating: 0, count: (height + 1) * (width + 1))
        func place(_ row: Int, _ column: Int) -> Int { row * (width + 1) + column }
        func isSame(_ row: Int, _ column: Int) -> Bool {
            before[before.startIndex + row] == after[after.startIndex + column]
        }
        for row in (0..<height).reversed() {
            for column in (0..<width).reversed() {
                lengths[place(row, column)] =
                    isSame(row, column)
                    ? lengths[place(row + 1, column + 1)] + 1
                    : max(lengths[place(row + 1, column)], lengths[place(row, column + 1)])
            }
        }
        var pairs: [(Int, Int)] = []
        var (row, column) = (0, 0)
        while row < height, column < width {
            if isSame(row, column) {
                pairs.append((before.startIndex + row, after.startIndex + column))
                (row, column) = (row + 1, column + 1)
            } else if lengths[place(row + 1, column)] >= lengths[place(row, column + 1)] {
                row += 1
            } else {
                column += 1
            }
        }
        return pairs
    }
}
