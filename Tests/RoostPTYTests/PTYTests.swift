import Glibc
import RoostIO
import Testing

@testable import RoostPTY

@Suite struct PTYTests {
    @Test func `the size is that of the last resize`() throws {
        let terminal = Terminal(rows: 10, columns: 20)
        var size = winsize()
        #expect(unsafe ioctl(terminal.slave.raw, UInt(TIOCGWINSZ), &size) == 0)
        #expect(size.ws_row == 10 && size.ws_col == 20)
        try PTY.resize(rows: 50, columns: 300, master: terminal.master.raw)
        #expect(unsafe ioctl(terminal.slave.raw, UInt(TIOCGWINSZ), &size) == 0)
        #expect(size.ws_row == 50 && size.ws_col == 300)
    }

    @Test func `a size that cannot be set is an error that names it`() throws {
        let source = try Source()
        let error = #expect(throws: PTYError.self) {
            try PTY.resize(rows: 24, columns: 80, master: source.input.raw)
        }
        #expect(error?.description == "cannot resize to 24 rows, 80 columns: Inappropriate ioctl for device")
    }

    @Test func `a password is asked for when lines are read without echo`() throws {
        let terminal = Terminal()
        let master = terminal.master.raw
        #expect(!PTY.isEchoOff(master))
        var mode = termios()
        #expect(unsafe tcgetattr(terminal.slave.raw, &mode) == 0)
        #expect(mode.c_iflag & tcflag_t(IUTF8) != 0)
        mode.c_lflag &= ~tcflag_t(ECHO)
        #expect(unsafe tcsetattr(terminal.slave.raw, TCSANOW, &mode) == 0)
        #expect(PTY.isEchoOff(master))
        mode.c_lflag &= ~tcflag_t(ICANON)
        #expect(unsafe tcsetattr(terminal.slave.raw, TCSANOW, &mode) == 0)
        #expect(!PTY.isEchoOff(master))
        #expect(!PTY.isEchoOff(-1))
    }

    @Test func `raw mode that was left behind is turned back, and nothing else is touched`() throws {
        let terminal = Terminal()
        let master = terminal.master.raw
        var before = termios()
        #expect(unsafe tcgetattr(terminal.slave.raw, &before) == 0)
        try PTY.leaveRawMode(master)
        var mode = before
        unsafe cfmakeraw(&mode)
        #expect(unsafe tcsetattr(terminal.slave.raw, TCSANOW, &mode) == 0)
        #expect(!PTY.isCanonical(master))
        try PTY.leaveRawMode(master)
        #expect(PTY.isCanonical(master))
        var after = termios()
        #expect(unsafe tcgetattr(terminal.slave.raw, &after) == 0)
        #expect(after.c_oflag == before.c_oflag)
        #expect(after.c_lflag & before.c_lflag == before.c_lflag)
        #expect(after.c_iflag & tcflag_t(ICRNL | IXON) == tcflag_t(ICRNL | IXON))
        // A line editor's mode, which processes output: its own affair.
        mode = before
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
        #expect(unsafe tcsetattr(terminal.slave.raw, TCSANOW, &mode) == 0)
        try PTY.leaveRawMode(master)
        #expect(!PTY.isCanonical(master))
        let error = #expect(throws: PTYError.self) { try PTY.leaveRawMode(-1) }
        #expect(error?.description == "cannot bring the terminal back from raw mode: Bad file descriptor")
    }

    @Test func `a terminal without a session has no foreground process group`() {
        let terminal = Terminal()
        #expect(PTY.foregroundProcessGroup(terminal.master.raw) == nil)
        #expect(PTY.foregroundProcessGroup(-1) == nil)
    }

    @Test func `a terminal that is full takes nothing more, and does not block`() throws {
        let terminal = Terminal()
        var mode = termios()
        #expect(unsafe tcgetattr(terminal.slave.raw, &mode) == 0)
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
        #expect(unsafe tcsetattr(terminal.slave.raw, TCSANOW, &mode) == 0)
        let bytes = pattern(1 << 20).map { $0 % 26 + 97 }
        var taken = 0
        while true {
            let count = try PTY.write(bytes[taken...], to: terminal.master.raw)
            guard count > 0 else { break }
            taken += count
        }
        #expect(taken > 0 && taken < bytes.count)
        #expect(try PTY.write([], to: terminal.master.raw) == 0)
        #expect(throws: PTYError(.write(byteCount: 1), errno: EBADF)) { try PTY.write([1], to: -1) }
    }
}
