import Glibc
import RoostIO
import Testing

@testable import RoostPTY

@Suite struct PTYInputTests {
    private static let interrupt: UInt8 = 3

    /// A terminal whose modes the body changed.
    private func changed(_ change: (inout termios) -> Void) -> Terminal {
        let terminal = Terminal()
        var mode = termios()
        #expect(unsafe tcgetattr(terminal.slave.raw, &mode) == 0)
        change(&mode)
        #expect(unsafe tcsetattr(terminal.slave.raw, TCSANOW, &mode) == 0)
        return terminal
    }

    /// Writes lines until nothing more fits, and waits until the first of them can be read.
    ///
    /// The kernel's worker goes on to carry them from one buffer into the next, so that a little fits again later.
    private func fill(_ terminal: borrowing Terminal) throws {
        let master = terminal.master.raw
        let line = [UInt8](repeating: 120, count: 99) + [10]
        var rest = 1 << 20
        while rest > 0 {
            let count = try PTY.write(line[...], to: master)
            guard count > 0 else {
                var entry = pollfd(fd: terminal.slave.raw, events: Int16(POLLIN), revents: 0)
                #expect(unsafe poll(&entry, 1, -1) == 1)
                return
            }
            rest -= count
        }
        Issue.record("a terminal that nobody reads is never full")
    }

    @Test func `a signal key is what the terminal's settings say`() {
        let plain = Terminal()
        #expect(
            PTY.signalKey(3, master: plain.master.raw) == PTY.SignalKey(number: SIGINT, keepsInput: false))
        #expect(PTY.signalKey(28, master: plain.master.raw)?.number == SIGQUIT)
        #expect(PTY.signalKey(26, master: plain.master.raw)?.number == SIGTSTP)
        #expect(PTY.signalKey(4, master: plain.master.raw) == nil)
        #expect(PTY.signalKey(0, master: plain.master.raw) == nil)
        #expect(PTY.signalKey(3, master: -1) == nil)
        let raw = changed { $0.c_lflag &= ~tcflag_t(ISIG) }
        #expect(PTY.signalKey(3, master: raw.master.raw) == nil)
        let keeping = changed { $0.c_lflag |= tcflag_t(NOFLSH) }
        #expect(PTY.signalKey(3, master: keeping.master.raw)?.keepsInput == true)
    }

    @Test func `signals return to a terminal that edits lines, and to no other`() throws {
        let lines = changed { $0.c_lflag &= ~tcflag_t(ISIG) }
        try PTY.returnSignal(of: Self.interrupt, lines.master.raw)
        #expect(PTY.signalKey(Self.interrupt, master: lines.master.raw)?.number == SIGINT)
        let keys = changed { $0.c_lflag &= ~tcflag_t(ISIG | ICANON) }
        try PTY.returnSignal(of: Self.interrupt, keys.master.raw)
        #expect(PTY.signalKey(Self.interrupt, master: keys.master.raw) == nil)
        #expect(throws: PTYError(.returnSignals, errno: EBADF)) {
            try PTY.returnSignal(of: Self.interrupt, -1)
        }
    }

    @Test func `a key of its own for a signal goes, and one that is no signal's stays`() throws {
        let terminal = changed {
            unsafe withUnsafeMutableBytes(of: &$0.c_cc) { unsafe $0[Int(VINTR)] = 7 }
        }
        let master = terminal.master.raw
        #expect(PTY.signalKey(Self.interrupt, master: master) == nil)
        try PTY.returnSignal(of: 4, master)
        #expect(PTY.signalKey(7, master: master)?.number == SIGINT)
        try PTY.returnSignal(of: Self.interrupt, master)
        #expect(PTY.signalKey(Self.interrupt, master: master)?.number == SIGINT)
        #expect(PTY.signalKey(7, master: master) == nil)
    }

    @Test func `what is unread is counted and thrown away, so that a key fits again`() throws {
        let terminal = changed { $0.c_lflag &= ~tcflag_t(ICANON | ECHO) }
        let master = terminal.master.raw
        #expect(PTY.unreadByteCount(master) == 0)
        try fill(terminal)
        #expect(PTY.unreadByteCount(master) != 0)
        let key = try #require(PTY.signalKey(Self.interrupt, master: master))
        #expect(try PTY.makeWay(for: key, master: master), "the key itself is still to be written")
        #expect(PTY.unreadByteCount(master) == 0)
        #expect(try PTY.write([Self.interrupt], to: master) == 1)
        #expect(PTY.unreadByteCount(-1) == nil)
        #expect(throws: PTYError(.interrupt, errno: EBADF)) { try PTY.makeWay(for: key, master: -1) }
    }

    @Test func `with NOFLSH the input stays, and no key is to be written`() throws {
        let terminal = changed { $0.c_lflag |= tcflag_t(NOFLSH) }
        let master = terminal.master.raw
        try fill(terminal)
        let key = try #require(PTY.signalKey(Self.interrupt, master: master))
        let before = try #require(PTY.unreadByteCount(master))
        #expect(try !PTY.makeWay(for: key, master: master))
        #expect(before > 0)
        #expect(try #require(PTY.unreadByteCount(master)) >= before)
    }
}
