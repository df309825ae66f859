private import CPosix
private import Glibc

/// What the owner of a master can do with it; the master is lent by its number.
package enum PTY {
    /// Sets the size in cells; the foreground process group gets SIGWINCH if it changed.
    package static func resize(rows: UInt16, columns: UInt16, master: Int32) throws(PTYError) {
        let result = roost_pty_resize(master, rows, columns)
        guard result == 0 else { throw PTYError(.resize(rows: rows, columns: columns), errno: -result) }
    }

    /// Whether a line is being read without echo, as for a password (ICANON set and ECHO clear, termios(3)).
    ///
    /// False for programs that edit their input by themselves, and when the terminal is gone.
    package static func isEchoOff(_ master: Int32) -> Bool {
        roost_pty_echo_is_off(master) == 1
    }

    /// Whether the terminal itself edits lines (ICANON, termios(3)); false for line editors and full-screen programs.
    package static func isCanonical(_ master: Int32) -> Bool {
        roost_pty_is_canonical(master) == 1
    }

    /// Turns back raw mode (cfmakeraw(3)) that a program has left behind; the terminal's modes stay if output is
    /// processed as usual.
    package static func leaveRawMode(_ master: Int32) throws(PTYError) {
        let result = roost_pty_leave_raw(master)
        guard result >= 0 else { throw PTYError(.leaveRawMode, errno: -result) }
    }

    /// Has `C-c`, `C-\` or `C-z` make its usual signal again where the terminal edits lines itself; a program that reads
    /// key by key keeps what it has asked for.
    package static func returnSignal(of byte: UInt8, _ master: Int32) throws(PTYError) {
        let result = roost_pty_return_signal(master, byte)
        guard result == 0 else { throw PTYError(.returnSignals, errno: -result) }
    }

    /// The process group that reads from the terminal; nil when there is none.
    package static func foregroundProcessGroup(_ master: Int32) -> Int32? {
        let group = roost_pty_foreground(master)
        return group > 0 ? group : nil
    }

    /// Writes what the terminal takes now, without waiting; 0 when it is full: watch it for output then.
    package static func write(_ bytes: ArraySlice<UInt8>, to master: Int32) throws(PTYError) -> Int {
        guard !bytes.isEmpty else { return 0 }
        let count = SystemCall.write(master, bytes)
        guard count >= 0 else {
            throw PTYError(.write(byteCount: bytes.count), errno: Int32(truncatingIfNeeded: -count))
        }
        return count
    }
}
