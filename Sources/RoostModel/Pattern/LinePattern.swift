/// A regular expression for one line, matched in time linear in the line whatever the expression is.
///
/// A person's `(a+)+$` must not stop a session for minutes, so this is a Thompson automaton and no backtracking
/// matcher (Russ Cox, https://swtch.com/~rsc/regexp/regexp1.html). What needs backtracking (back references, looking
/// ahead or behind, possessive repetition) is refused with its name. ``LineMatcher`` says whether a line matches
/// anywhere, ``matches(in:)`` where; `^` and `$` are the ends of the line. It works on Unicode scalars.
package struct LinePattern: Sendable, Hashable {
    /// Why a text is no pattern.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// One step of the automaton; targets are indices into ``steps``.
    enum Step: Hashable, Sendable {
        case match
        case take(ScalarSet, next: Int)
        case fork(Int, Int)
        case assert(Assertion, next: Int)
    }

    /// What holds between two scalars.
    enum Assertion: Hashable, Sendable {
        case lineStart, lineEnd, wordBoundary, noWordBoundary
    }

    /// Larger ones, made by nested repetition with counts, are refused.
    static let mostSteps = 2000
    /// The longest text of a pattern, in scalars.
    static let longest = 1000

    let steps: [Step]
    let start: Int
    /// The scalars of ASCII that a match can begin with, one bit each; all when it can be empty.
    private let firstLow: UInt64
    private let firstHigh: UInt64

    /// Compiles an expression.
    ///
    /// - Throws: ``Problem`` that says what is wrong with it.
    package init(_ text: String) throws(Problem) {
        guard text.unicodeScalars.count <= Self.longest else {
            throw Problem(description: "it is longer than \(Self.longest) characters")
        }
        var parser = PatternParser(text)
        let node = try parser.parse()
        var compiler = PatternCompiler()
        start = try compiler.compile(node, before: compiler.add(.match))
        steps = compiler.steps
        (firstLow, firstHigh) = Self.first(of: compiler.steps, from: start)
    }

    /// False when no match begins with a scalar.
    func canBegin(with scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return firstLow & 1 << UInt64(value) != 0 }
        return value >= 128 || firstHigh & 1 << UInt64(value - 64) != 0
    }

    private static func first(of steps: [Step], from start: Int) -> (low: UInt64, high: UInt64) {
        var (low, high): (UInt64, UInt64) = (0, 0)
        var visited: Set<Int> = []
        var open = [start]
        while let index = open.popLast() {
            guard visited.insert(index).inserted else { continue }
            switch steps[index] {
            case .match: return (.max, .max)
            case .take(let set, _):
                low |= set.asciiLow
                high |= set.asciiHigh
            case .fork(let one, let other): open += [one, other]
            case .assert(_, let next): open.append(next)
            }
        }
        return (low, high)
    }

    /// Whether a line matches.
    package func matches(_ line: String) -> Bool {
        var matcher = LineMatcher(self)
        for scalar in line.unicodeScalars { _ = matcher.take(scalar) }
        return matcher.finish()
    }
}

/// Turns the tree of an expression into steps, from its end to its beginning.
struct PatternCompiler {
    private(set) var steps: [LinePattern.Step] = []
    /// Repeated nothing is no step, but takes time as well.
    private var visitCount = 0

    mutating func add(_ step: LinePattern.Step) throws(LinePattern.Problem) -> Int {
        guard steps.count < LinePattern.mostSteps else {
            throw LinePattern.Problem(description: "its repetitions are too many")
        }
        steps.append(step)
        return steps.count - 1
    }

    /// Adds the steps for a node that goes on with `next`.
    ///
    /// - Returns: Its first step.
    mutating func compile(_ node: PatternNode, before next: Int) throws(LinePattern.Problem) -> Int {
        visitCount += 1
        guard visitCount <= 10 * LinePattern.mostSteps else {
            throw LinePattern.Problem(description: "its repetitions are too many")
        }
        switch node {
        case .set(let set): return try add(.take(set, next: next))
        case .assertion(let assertion): return try add(.assert(assertion, next: next))
        case .sequence(let nodes):
            var next = next
            for node in nodes.reversed() { next = try compile(node, before: next) }
            return next
        case .choice(let nodes):
            var first: Int?
            for node in nodes.reversed() {
                let branch = try compile(node, before: next)
                first = if let other = first { try add(.fork(branch, other)) } else { branch }
            }
            return first ?? next
        case .repetition(let node, let least, let most):
            var next = next
            if let most {
                let end = next
                for _ in least..<max(most, least) {
                    next = try add(.fork(compile(node, before: next), end))
                }
            } else {
                let loop = try add(.match)
                let body = try compile(node, before: loop)
                steps[loop] = .fork(body, next)
                next = loop
            }
            for _ in 0..<least { next = try compile(node, before: next) }
            return next
        }
    }
}
