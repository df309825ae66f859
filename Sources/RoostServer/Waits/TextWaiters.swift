import RoostModel
import RoostTerminal

/// Those who wait for a line of text on a session's screen or in its scrollback.
struct TextWaiters: Sendable {
    private struct Waiter: Sendable {
        let identifier: UInt64
        let pattern: LinePattern
        let found: @Sendable () -> Void
    }

    private var waiters: [Waiter] = []
    /// Scrollback lines below this number have been looked at by everybody.
    private var scannedUpTo = 0

    var isEmpty: Bool { waiters.isEmpty }

    /// Looks at everything that is there; keeps waiting if that has no match.
    mutating func add(
        _ identifier: UInt64, _ pattern: LinePattern, in terminal: borrowing Terminal,
        found: @escaping @Sendable () -> Void
    ) {
        let range = terminal.scrollbackRange
        if Self.matches(pattern, from: range.lowerBound, in: terminal) { return found() }
        scannedUpTo = waiters.isEmpty ? range.upperBound : min(scannedUpTo, range.upperBound)
        waiters.append(Waiter(identifier: identifier, pattern: pattern, found: found))
    }

    mutating func remove(_ identifier: UInt64) {
        waiters.removeAll { $0.identifier == identifier }
    }

    /// Looks at what is new since the last time: the lines that scrolled off, and the screen.
    mutating func check(_ terminal: borrowing Terminal) {
        let from = max(scannedUpTo, terminal.scrollbackRange.lowerBound)
        // A copy: `terminal` is borrowed and cannot go into a closure.
        var waiting: [Waiter] = []
        for waiter in waiters {
            if Self.matches(waiter.pattern, from: from, in: terminal) {
                waiter.found()
            } else {
                waiting.append(waiter)
            }
        }
        waiters = waiting
        scannedUpTo = terminal.scrollbackRange.upperBound
    }

    private static func matches(_ pattern: LinePattern, from: Int, in terminal: borrowing Terminal) -> Bool {
        // A `Regex` is not Sendable, so each look at the lines makes its own.
        guard let regex = pattern.compiled else { return false }
        let range = terminal.scrollbackRange
        var joined = ""
        for number in max(from, range.lowerBound)..<range.upperBound {
            guard let line = terminal.scrollbackLine(number) else { continue }
            if match(line, joining: &joined, regex) { return true }
        }
        for row in 0..<terminal.size.rows where match(terminal.line(row), joining: &joined, regex) {
            return true
        }
        return false
    }

    /// A line that wraps is one line to whoever waits for it.
    private static func match(
        _ line: Line, joining joined: inout String, _ regex: Regex<AnyRegexOutput>
    ) -> Bool {
        joined += line.text(trimmed: !line.isWrapped)
        if line.isWrapped { return false }
        defer { joined = "" }
        return joined.firstMatch(of: regex) != nil
    }
}

/// A regular expression for one line; `^` and `$` are its ends.
struct LinePattern: Sendable {
    private let text: String

    /// Nil when the pattern is no regular expression.
    init?(_ pattern: String) {
        guard (try? Regex(pattern)) != nil else { return nil }
        text = pattern
    }

    /// The expression, made anew.
    var compiled: Regex<AnyRegexOutput>? {
        try? Regex(text)
    }
}
