import RoostTerminal
import Synchronization
import Testing

@testable import RoostServer

@Suite struct TextWaitersTests {
    private func terminal(_ text: String) -> Terminal {
        var terminal = Terminal(size: TerminalSize(rows: 4, columns: 10), options: TerminalOptions())
        terminal.feed(Array(text.utf8))
        return terminal
    }

    /// Whether a waiter is called for what is there, and whether for what comes later.
    private func find(_ pattern: String, in before: String, then after: String) throws -> (
        now: Bool, later: Bool
    ) {
        let count = Mutex(0)
        var terminal = terminal(before)
        var waiters = TextWaiters()
        let compiled = try #require(LinePattern(pattern))
        waiters.add(1, compiled, in: terminal) { count.withLock { $0 += 1 } }
        let now = count.withLock { $0 } == 1
        terminal.feed(Array(after.utf8))
        waiters.check(terminal)
        waiters.check(terminal)
        #expect(waiters.isEmpty == (count.withLock { $0 } == 1))
        return (now, count.withLock { $0 } == 1)
    }

    @Test func `a line that is there is found at once`() throws {
        #expect(try find("^hi$", in: "$ echo hi\r\nhi\r\n", then: "").now)
    }

    @Test func `a line that comes later is found then, once`() throws {
        let found = try find("^hi$", in: "$ echo hi\r\n", then: "hi\r\n")
        #expect(!found.now)
        #expect(found.later)
    }

    @Test func `lines that scroll off between two looks are seen`() throws {
        let flood = (1...50).map { "n \($0)\r\n" }.joined()
        #expect(try find("^n 7$", in: "", then: flood).later)
    }

    @Test func `a wrapped line is one line`() throws {
        #expect(try find("^0123456789abcdef$", in: "0123456789abcdef\r\n", then: "").now)
    }

    @Test func `what never comes is waited for`() throws {
        #expect(try !find("^never$", in: "some", then: "thing\r\n").later)
    }

    @Test func `a pattern that is none is refused`() {
        #expect(LinePattern("(") == nil)
    }
}
