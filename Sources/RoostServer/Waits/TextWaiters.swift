import RoostModel
import RoostTerminal

/// Those who wait for a line of text on a session's screen or in its scrollback.
///
/// Looks in slices: a scrollback of 50,000 lines is hundreds of milliseconds of work for some patterns, and the
/// session's loop has other sessions to serve. The owner calls ``look(at:)`` until nothing is left.
struct TextWaiters: Sendable {
    fileprivate struct Waiter: Sendable {
        let identifier: UInt64
        var matcher: LineMatcher
        /// The first line of the scrollback that was not looked at.
        var next: Int
        let found: @Sendable () -> Void
    }

    /// What one slice may cost, in visits to steps of patterns: about a millisecond.
    static let sliceCost = 100_000

    private var waiters: [Waiter] = []
    /// The last slice was used up before everything was looked at.
    private(set) var isUnfinished = false

    var isEmpty: Bool { waiters.isEmpty }

    /// Waits for a line; the owner looks at once what is there already.
    mutating func add(_ identifier: UInt64, _ pattern: LinePattern, found: @escaping @Sendable () -> Void) {
        waiters.append(
            Waiter(identifier: identifier, matcher: LineMatcher(pattern), next: 0, found: found))
    }

    mutating func remove(_ identifier: UInt64) {
        waiters.removeAll { $0.identifier == identifier }
    }

    /// Looks at what nobody has looked at: the lines that scrolled off, then the screen; tells those who found theirs.
    ///
    /// - Returns: True when the slice was used up before everything was looked at: look again, after others had
    ///   their turn.
    mutating func look(at terminal: borrowing Terminal) -> Bool {
        var cost = Self.sliceCost
        var waiting: [Waiter] = []
        isUnfinished = false
        for var waiter in waiters {
            switch waiter.look(at: terminal, cost: &cost) {
            case .found: waiter.found()
            case .missing: waiting.append(waiter)
            case .unfinished:
                isUnfinished = true
                waiting.append(waiter)
            }
        }
        waiters = waiting
        return isUnfinished
    }
}

extension TextWaiters.Waiter {
    fileprivate enum Outcome {
        case found, missing, unfinished
    }

    fileprivate mutating func look(at terminal: borrowing Terminal, cost: inout Int) -> Outcome {
        let range = terminal.scrollbackRange
        if next < range.lowerBound {
            // What came before has left the scrollback: the rest of a line that wrapped is a line now.
            next = range.lowerBound
            matcher.reset()
        }
        next = min(next, range.upperBound)
        while next < range.upperBound {
            guard cost > 0 else { return .unfinished }
            if let line = terminal.scrollbackLine(next), matcher.take(line, cost: &cost) { return .found }
            next += 1
        }
        // The screen changes under its lines: each look begins behind the scrollback.
        var matcher = matcher
        for row in 0..<terminal.size.rows where matcher.take(terminal.line(row), cost: &cost) {
            return .found
        }
        return .missing
    }
}

extension LineMatcher {
    /// Takes a row; one that wraps is continued by the next.
    ///
    /// - Returns: Whether a line ended here that matches.
    fileprivate mutating func take(_ line: Line, cost: inout Int) -> Bool {
        cost -= 1
        for scalar in line.text(trimmed: !line.isWrapped).unicodeScalars { cost -= take(scalar) }
        return line.isWrapped ? false : finish()
    }
}
