private import Glibc
import RoostTerminal

/// The terminal that a replay is shown on: keys one by one, nothing echoed, its own screen kept behind.
final class RawTerminal {
    /// What ends a program, and what tells that the window has another size.
    static let signals = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT]

    /// Whether a signal is about the window's size.
    static func isResize(_ signal: Int32) -> Bool { signal == SIGWINCH }

    /// The alternate screen without wrapping at its edge.
    private static let enterSequence = "\u{1B}[?1049h\u{1B}[?7l\u{1B}[2J"
    private static let leaveSequence = "\u{1B}[?2026l\u{1B}[m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    private var saved = termios()
    private var isEntered = false

    /// The terminal as it is; ``enter()`` takes it.
    init() {}

    deinit {
        leave()
    }

    /// Makes it raw and goes to its alternate screen; false if it is no terminal.
    func enter() -> Bool {
        guard !isEntered, unsafe tcgetattr(STDIN_FILENO, &saved) == 0 else { return isEntered }
        var raw = saved
        unsafe cfmakeraw(&raw)
        guard unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0 else { return false }
        isEntered = true
        write(Self.enterSequence)
        return true
    }

    /// Gives it back as it was.
    func leave() {
        guard isEntered else { return }
        write(Self.leaveSequence)
        isEntered = false
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &saved)
    }

    /// Stops the process as ^Z would; comes back when it is continued.
    func suspend() -> Bool {
        leave()
        kill(getpid(), SIGSTOP)
        return enter()
    }

    /// Its size, at least one row for the picture and one for the line below it.
    var size: TerminalSize {
        let size = CallingTerminal.size ?? (rows: 24, columns: 80)
        return TerminalSize(rows: max(2, size.rows), columns: size.columns)
    }

    /// Writes all of a text; a terminal that is gone takes nothing more.
    func write(_ text: String) {
        guard isEntered, !text.isEmpty else { return }
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(
                    STDOUT_FILENO, $0.baseAddress.map { unsafe $0 + start }, bytes.count - start)
            }
            if count > 0 {
                start += count
            } else if count == 0 || errno != EINTR {
                return
            }
        }
    }

    /// Reads what was typed; empty at its end, nil when there is nothing now.
    func read() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let room = bytes.count
        let count = unsafe Glibc.read(STDIN_FILENO, &bytes, room)
        if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
        return Array(bytes[..<count])
    }
}
