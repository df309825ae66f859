extension LinePattern {
    /// All places of a line where it matches, from the left; they do not overlap, and none is empty.
    ///
    /// Of several matches that begin in one place it is the longest one, as POSIX has it.
    ///
    /// - Complexity: O(*n* · *m*) in the lengths of line and pattern for each match.
    package func matches(in line: [Unicode.Scalar]) -> [Range<Int>] {
        var finder = MatchFinder(self, line)
        var found: [Range<Int>] = []
        var place = 0
        while place < line.count, let match = finder.first(from: place) {
            if !match.isEmpty { found.append(match) }
            place = max(match.upperBound, match.lowerBound + 1)
        }
        return found
    }
}

/// Follows all ways through a pattern at once, each with the place where it began (Pike's automaton).
private struct MatchFinder {
    private let pattern: LinePattern
    private let line: [Unicode.Scalar]
    /// Where the earliest way that reaches a step has begun; only for those in `active`.
    private var starts: [Int]
    private var active: [Int] = []
    /// In which round a step was reached last.
    private var visited: [Int]
    private var round = 0

    init(_ pattern: LinePattern, _ line: [Unicode.Scalar]) {
        self.pattern = pattern
        self.line = line
        starts = Array(repeating: 0, count: pattern.steps.count)
        visited = Array(repeating: 0, count: pattern.steps.count)
    }

    /// The leftmost match that begins at a place or after it, and of those the longest.
    mutating func first(from place: Int) -> Range<Int>? {
        var best: Range<Int>?
        var ways: [(step: Int, start: Int)] = []
        for index in place...line.count {
            // A match may begin here, unless one has begun before.
            if best == nil, index == line.count || pattern.canBegin(with: line[index]) {
                ways.append((pattern.start, index))
            }
            guard !ways.isEmpty else {
                if best != nil { break }
                continue
            }
            close(ways, at: index, &best)
            ways.removeAll(keepingCapacity: true)
            guard index < line.count else { break }
            for step in active {
                if let best, starts[step] > best.lowerBound { continue }
                if case .take(let set, let next) = pattern.steps[step], set.contains(line[index]) {
                    ways.append((next, starts[step]))
                }
            }
            if ways.isEmpty, best != nil { break }
        }
        return best
    }

    /// Goes on without taking a scalar; the ways that began first come first, so that they keep their steps.
    private mutating func close(_ ways: [(step: Int, start: Int)], at index: Int, _ best: inout Range<Int>?) {
        round += 1
        active.removeAll(keepingCapacity: true)
        let before = index > 0 ? line[index - 1] : nil
        let after = index < line.count ? line[index] : nil
        for way in ways.sorted(by: { $0.start < $1.start }) {
            var open = [way.step]
            while let step = open.popLast() {
                guard visited[step] != round else { continue }
                visited[step] = round
                starts[step] = way.start
                switch pattern.steps[step] {
                case .match:
                    if best.map({ way.start <= $0.lowerBound }) ?? true { best = way.start..<index }
                case .take: active.append(step)
                case .fork(let one, let other):
                    open.append(other)
                    open.append(one)
                case .assert(let assertion, let next):
                    if assertion.holds(between: before, and: after) { open.append(next) }
                }
            }
        }
    }
}
