import RoostConfig
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct TerminalInputTests {
    /// What some reads say, and after them what still waits, as the names of keys.
    private func keys(_ reads: String..., prefix: String = "C-b") -> [String] {
        var input = TerminalInput()
        let prefix = Key(name: prefix)?.chord
        var events = reads.flatMap { input.events(in: Array($0.utf8)) { $0.chord == prefix } }
        events += input.decoder.flush()
        return events.map { if case .key(let key) = $0 { key.chord.name } else { "\($0)" } }
    }

    @Test func `the prefix key in a read of its own follows Escape, however soon`() {
        #expect(keys("\u{1B}", "\u{2}") == ["Escape", "C-b"])
        #expect(keys("\u{1B}", "\u{2}c") == ["Escape", "C-b", "c"])
        #expect(keys("\u{1B}\u{1B}", "\u{2}") == ["Escape", "Escape", "C-b"])
        #expect(keys("x\u{1B}", "\u{1}", prefix: "C-a") == ["x", "Escape", "C-a"])
    }

    @Test func `what comes in one read is the key with Alt`() {
        #expect(keys("\u{1B}\u{2}") == ["C-M-b"])
        #expect(keys("\u{1B}x") == ["M-x"])
    }

    @Test func `another key in a read of its own is the one with Alt, as in tmux`() {
        #expect(keys("\u{1B}", "x") == ["M-x"])
        #expect(keys("\u{1B}", "\u{2}", prefix: "C-a") == ["C-M-b"])
        #expect(keys("\u{1B}", "[A") == ["Up"])
    }

    @Test func `a prefix key that is no control character is no obstacle`() {
        #expect(keys("\u{1B}", "a", prefix: "M-a") == ["M-a"])
        #expect(keys("\u{1B}", "\u{1B}", prefix: "Escape") == ["Escape", "Escape"])
        #expect(keys("\u{1B}", "[A", prefix: "[") == ["Up"])
    }
}
