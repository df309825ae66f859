/// Which pair of curses stands for which two colours.
///
/// Pairs are given out once. Changing one that is on the screen would repaint every cell that has it, so when
/// they run out, only those that nothing shows are used again.
///
/// Invariant: `numbers` and `owners` say the same; pair 0 is the terminal's own colours.
struct PairTable: Sendable {
    /// Numbers as curses takes them; -1 is the terminal's own colour.
    struct Colors: Hashable, Sendable {
        var foreground: Int32
        var background: Int32
    }

    private var numbers: [Colors: Int32] = [:]
    private var owners: [Colors?] = [Colors(foreground: -1, background: -1)]
    private var free: [Int32] = []
    private let limit: Int

    /// Begins with pair 0.
    ///
    /// - Parameter limit: How many pairs there are, COLOR_PAIRS.
    init(limit: Int) {
        self.limit = max(1, limit)
        numbers[Colors(foreground: -1, background: -1)] = 0
    }

    /// The pair of two colours.
    ///
    /// - Returns: The number and whether curses has to be told of it first; nil when there is none left.
    mutating func pair(for colors: Colors) -> (number: Int32, isNew: Bool)? {
        if let known = numbers[colors] { return (known, false) }
        let number: Int32
        if let used = free.popLast() {
            number = used
            owners[Int(used)] = colors
        } else {
            guard owners.count < limit else { return nil }
            number = Int32(owners.count)
            owners.append(colors)
        }
        numbers[colors] = number
        return (number, true)
    }

    /// Forgets the pairs that are not among those on the screen, so that their numbers can be given out again.
    mutating func recycle(keeping visible: Set<Int32>) {
        for (index, owner) in owners.enumerated().dropFirst() where !visible.contains(Int32(index)) {
            guard let owner else { continue }
            numbers[owner] = nil
            owners[index] = nil
            free.append(Int32(index))
        }
    }
}
