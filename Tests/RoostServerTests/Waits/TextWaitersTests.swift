import RoostModel
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
        waiters.add(1, try LinePattern(pattern)) { count.withLock { $0 += 1 } }
        #expect(waiters.look(at: terminal) == false)
        let now = count.withLock { $0 } == 1
        terminal.feed(Array(after.utf8))
        #expect(waiters.look(at: terminal) == false)
        #expect(waiters.look(at: terminal) == false)
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

    @Test func `a whole scrollback is looked at in slices, and nothing is left out`() throws {
        let count = Mutex(0)
        let terminal = terminal((1...5000).map { "line \($0)\r\n" }.joined())
        var waiters = TextWaiters()
        waiters.add(1, try LinePattern("(.|[a-z])*line 4000$")) { count.withLock { $0 += 1 } }
        var slices = 1
        while waiters.look(at: terminal) {
            #expect(waiters.isUnfinished)
            slices += 1
        }
        #expect(slices > 1)
        #expect(count.withLock { $0 } == 1)
        #expect(waiters.isEmpty)
    }

    @Test func `who gave up is not told`() throws {
        var terminal = terminal("")
        var waiters = TextWaiters()
        waiters.add(1, try LinePattern("x")) { Issue.record("told") }
        waiters.remove(1)
        terminal.feed(Array("x\r\n".utf8))
        #expect(waiters.look(at: terminal) == false)
    }
}
