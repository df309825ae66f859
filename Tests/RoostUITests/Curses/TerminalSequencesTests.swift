import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct TerminalSequencesTests {
    @Test func `a clipboard write names only targets that exist`() {
        #expect(TerminalSequences.clipboard([0x68, 0x69], selection: "pc") == "\u{1b}]52;pc;aGk=\u{1b}\\")
        #expect(TerminalSequences.clipboard([], selection: "\u{1b}]0;x") == "\u{1b}]52;0;\u{1b}\\")
        #expect(TerminalSequences.clipboard([], selection: "") == "\u{1b}]52;c;\u{1b}\\")
    }

    @Test func `a title carries nothing that ends it`() {
        #expect(TerminalSequences.title("a\u{7}b\u{1b}c\u{9c}") == "\u{1b}]2;abc\u{1b}\\")
    }

    @Test func `cursor shapes are those of DECSCUSR`() {
        #expect(TerminalSequences.cursorShape(.block, blinks: false) == "\u{1b}[2 q")
        #expect(TerminalSequences.cursorShape(.underline, blinks: true) == "\u{1b}[3 q")
        #expect(TerminalSequences.cursorShape(.bar, blinks: false) == "\u{1b}[6 q")
        #expect(TerminalSequences.cursorShape(.block, blinks: true) == "\u{1b}[0 q")
    }
}
