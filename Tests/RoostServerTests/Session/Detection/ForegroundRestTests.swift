import RoostTerminal
import Testing

@testable import RoostServer

@Suite struct ForegroundRestTests {
    /// What a terminal is like after some output.
    private func state(_ output: String) -> RestingState {
        var terminal = Terminal(size: TerminalSize(rows: 5, columns: 20), options: TerminalOptions())
        terminal.feed(Array(output.utf8))
        return terminal.restingState
    }

    @Test func `what a program left is undone when the shell has the terminal again, once`() {
        var rest = ForegroundRest()
        let before = state("")
        let after = state("\u{1B}[?1003h\u{1B}[?25l")
        #expect(rest.noteShell(before) == nil)
        rest.noteProgram()
        #expect(rest.noteShell(after) == before)
        #expect(rest.noteShell(before) == nil)
    }

    @Test func `what the shell turns on by itself is its own`() {
        var rest = ForegroundRest()
        let own = state("\u{1B}[?2004h\u{1B}[>1u")
        #expect(rest.noteShell(state("")) == nil)
        #expect(rest.noteShell(own) == nil)
        rest.noteProgram()
        #expect(rest.noteShell(state("\u{1B}[?1000h")) == own)
    }

    @Test func `a program that was there first says nothing of the shell`() {
        var rest = ForegroundRest()
        rest.noteProgram()
        let found = state("\u{1B}[?1000h")
        #expect(rest.noteShell(found) == nil)
        rest.noteProgram()
        #expect(rest.noteShell(state("")) == found)
    }
}
