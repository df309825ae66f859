private import CPosix
private import Glibc

/// Signal keys and input that a program does not read.
///
/// The line discipline makes a signal of `C-c` when it takes it in, so a `C-c` behind 4 KiB of input that nobody reads
/// is no signal: it waits with the rest (`n_tty_receive_buf_common` in Linux's `n_tty.c`). Only where a first line has
/// no end yet, in canonical mode, is what exceeds the buffer dropped and signals still made.
extension PTY {
    /// What the terminal makes of a key.
    package struct SignalKey: Hashable, Sendable {
        /// SIGINT, SIGQUIT or SIGTSTP.
        package let number: Int32
        /// Input that was not read stays (NOFLSH); as a rule the signal throws it away.
        package let keepsInput: Bool
    }

    /// The signal that a byte of input is for the terminal as it is set now (ISIG); nil for none.
    package static func signalKey(_ byte: UInt8, master: Int32) -> SignalKey? {
        let answer = roost_pty_signal_key(master, byte)
        guard answer > 0 else { return nil }
        let mark = Int32(ROOST_KEEPS_INPUT)
        return SignalKey(number: answer & ~mark, keepsInput: answer & mark != 0)
    }

    /// How many bytes of input a program could read and has not; in canonical mode those of whole lines.
    ///
    /// Nil when the terminal is gone.
    package static func unreadByteCount(_ master: Int32) -> Int? {
        let count = roost_pty_unread(master)
        return count >= 0 ? Int(count) : nil
    }

    /// Makes a signal key work although the terminal has no room for it: what is unread is thrown away, as the signal
    /// would do itself, or, where it is to be kept, the signal is sent past it.
    ///
    /// - Returns: Whether the key itself is still to be written, for the signal and its echo.
    package static func makeWay(for key: SignalKey, master: Int32) throws(PTYError) -> Bool {
        let result =
            key.keepsInput ? roost_pty_signal(master, key.number) : roost_pty_discard_input(master)
        guard result == 0 else { throw PTYError(.interrupt, errno: -result) }
        return !key.keepsInput
    }
}
