/// Follows all ways through a ``LinePattern`` at once while the scalars of a line come in.
///
/// A line may come in pieces: a long one is matched without ever being whole in memory.
///
/// - Complexity: For each scalar at most one visit to each step of the pattern.
package struct LineMatcher: Sendable {
    private let pattern: LinePattern
    /// The steps that are reached before the next scalar, each once; assertions are not decided yet.
    private var reached: [Int] = []
    /// Of those the ones that take a scalar, and those that are still to be visited: kept for their room.
    private var ready: [Int] = []
    private var open: [Int] = []
    /// What the scalar before was; nil at the beginning of a line.
    private var previous: Unicode.Scalar?
    private var hasMatched = false
    /// In which round a step was visited last.
    private var visited: [UInt32]
    private var round: UInt32 = 0

    package init(_ pattern: LinePattern) {
        self.pattern = pattern
        visited = Array(repeating: 0, count: pattern.steps.count)
    }

    /// Takes the next scalar of the line.
    ///
    /// - Returns: How many steps were visited, for whoever has to stop in between.
    package mutating func take(_ scalar: Unicode.Scalar) -> Int {
        guard !hasMatched else { return 1 }
        if reached.isEmpty, !pattern.canBegin(with: scalar) {
            previous = scalar
            return 1
        }
        close(before: scalar)
        previous = scalar
        reached.removeAll(keepingCapacity: true)
        for index in ready {
            if case .take(let set, let next) = pattern.steps[index], set.contains(scalar) {
                reached.append(next)
            }
        }
        return 1 + ready.count
    }

    /// The line is over; the next scalar begins another.
    ///
    /// - Returns: Whether it matches.
    package mutating func finish() -> Bool {
        if !hasMatched { close(before: nil) }
        defer { reset() }
        return hasMatched
    }

    /// Forgets the line.
    package mutating func reset() {
        reached.removeAll(keepingCapacity: true)
        previous = nil
        hasMatched = false
    }

    /// Finds all steps that take a scalar and can be reached without one; a match may begin anywhere.
    private mutating func close(before next: Unicode.Scalar?) {
        round &+= 1
        if round == 0 {
            visited = Array(repeating: 0, count: visited.count)
            round = 1
        }
        ready.removeAll(keepingCapacity: true)
        swap(&open, &reached)
        open.append(pattern.start)
        while let index = open.popLast() {
            guard visited[index] != round else { continue }
            visited[index] = round
            switch pattern.steps[index] {
            case .match:
                hasMatched = true
                open.removeAll(keepingCapacity: true)
                ready.removeAll(keepingCapacity: true)
                return
            case .take: ready.append(index)
            case .fork(let one, let other):
                open.append(other)
                open.append(one)
            case .assert(let assertion, let target):
                if holds(assertion, before: next) { open.append(target) }
            }
        }
    }

    private func holds(_ assertion: LinePattern.Assertion, before next: Unicode.Scalar?) -> Bool {
        assertion.holds(between: previous, and: next)
    }
}

extension LinePattern.Assertion {
    /// Whether it holds between two scalars; nil stands for the ends of the line.
    func holds(between previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
        func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(ScalarSet.word.contains) ?? false }
        switch self {
        case .lineStart: return previous == nil
        case .lineEnd: return next == nil
        case .wordBoundary: return isWord(previous) != isWord(next)
        case .noWordBoundary: return isWord(previous) == isWord(next)
        }
    }
}
