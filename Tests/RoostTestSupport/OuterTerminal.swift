private import CPosix
private import Glibc
package import RoostTerminal

/// The terminal that a person sits at: a PTY with a program on it, and a screen that can be read.
///
/// Its emulator is roost's own; it answers queries, so programs find what they find in a real terminal.
package final class OuterTerminal {
    /// The program's process.
    package let pid: Int32
    private let master: Int32
    private var terminal: Terminal
    private var isOpen = true
    /// Everything that came, for what a screen does not show (OSC 52).
    package private(set) var received: [UInt8] = []

    /// Starts a program on a new terminal.
    package init(
        _ arguments: [String], environment: [String: String], directory: String, rows: Int = 40,
        columns: Int = 120
    ) throws {
        var slave = [CChar](repeating: 0, count: 128)
        master = unsafe roost_pty_open(UInt16(rows), UInt16(columns), &slave, slave.count)
        guard master >= 0 else { throw Home.TimedOut(description: "cannot open a pty: \(master)") }
        let words = Self.list(arguments)
        let variables = Self.list(environment.map { "\($0.key)=\($0.value)" })
        var stage: Int32 = 0
        pid = unsafe roost_spawn_child(
            arguments[0], words, words.count, variables, variables.count, directory, slave, 0, &stage)
        guard pid > 0 else { throw Home.TimedOut(description: "cannot start \(arguments): \(pid)") }
        terminal = Terminal(size: TerminalSize(rows: rows, columns: columns), options: TerminalOptions())
    }

    deinit {
        close()
    }

    /// Strings one after the other, each ended by NUL.
    private static func list(_ strings: [String]) -> [UInt8] {
        strings.reduce(into: []) { $0 += Array($1.utf8) + [0] }
    }

    /// The window is closed: the program gets SIGHUP.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        Glibc.close(master)
        kill(pid, SIGHUP)
        var status: Int32 = 0
        unsafe waitpid(pid, &status, 0)
    }

    /// Ends the program at once, and gives its status when it is gone.
    package func killProgram() {
        kill(pid, SIGKILL)
    }

    /// Types text or control bytes.
    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe write(master, $0.baseAddress.map { unsafe $0 + start }, bytes.count - start)
            }
            if count > 0 {
                start += count
            } else if errno == EAGAIN {
                read(milliseconds: 10)
            } else {
                return
            }
        }
    }

    /// The prefix key, then another.
    package func prefix(_ key: String) {
        type("\u{02}")
        type(key)
    }

    /// The person drags the window's corner.
    package func resize(rows: Int, columns: Int) {
        _ = roost_pty_resize(master, UInt16(rows), UInt16(columns))
        terminal.resize(to: TerminalSize(rows: rows, columns: columns))
    }

    /// Takes what the program wrote; waits so long for the first byte.
    ///
    /// False at the end.
    @discardableResult
    private func read(milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard unsafe Glibc.poll(&poll, 1, milliseconds) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return count < 0 && errno == EAGAIN }
        let bytes = Array(buffer[..<count])
        terminal.feed(bytes)
        received += bytes
        _ = terminal.takeEvents()
        let replies = terminal.takeReplies()
        if !replies.isEmpty { type(String(decoding: replies, as: UTF8.self)) }
        return true
    }

    /// Takes what is there already; false when there is nothing.
    private func readRest() -> Bool {
        var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard unsafe Glibc.poll(&poll, 1, 0) > 0, poll.revents & Int16(POLLIN) != 0 else { return false }
        return read(milliseconds: 0)
    }

    /// Takes what the program has written, for those who wait for something else: a terminal that nobody reads
    /// stops its program.
    package func drain() {
        read(milliseconds: 20)
    }

    /// The rows of the screen.
    package var rows: [String] {
        (0..<terminal.size.rows).map { terminal.line($0).text() }
    }

    /// The rows with their styles.
    package var lines: [Line] {
        (0..<terminal.size.rows).map { terminal.line($0) }
    }

    /// The screen as one text.
    package var text: String { rows.joined(separator: "\n") }

    /// Reads until the screen is as `condition` wants it.
    package func wait(
        for what: String, timeout: Double = Home.patience, _ condition: ([String]) -> Bool
    ) throws {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        let end = Double(time.tv_sec) + timeout
        while !condition(rows) {
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            guard Double(time.tv_sec) < end else {
                throw Home.TimedOut(description: "waited in vain for \(what); the screen:\n\(text)")
            }
            guard read(milliseconds: 200) else {
                guard condition(rows) else {
                    throw Home.TimedOut(description: "the program ended before \(what); the screen:\n\(text)")
                }
                return
            }
        }
    }

    /// Reads until a text is on the screen.
    package func wait(forText text: String, timeout: Double = Home.patience) throws {
        try wait(for: text.debugDescription, timeout: timeout) { $0.contains { $0.contains(text) } }
    }

    /// Reads until the program has ended, and gives its wait status.
    package func waitForExit(timeout: Double = Home.patience) throws -> Int32 {
        var status: Int32 = 0
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        let end = Double(time.tv_sec) + timeout
        while unsafe waitpid(pid, &status, WNOHANG) != pid {
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            guard Double(time.tv_sec) < end else {
                throw Home.TimedOut(description: "the program does not end; the screen:\n\(text)")
            }
            read(milliseconds: 20)
        }
        // What it wrote last: the kernel keeps it until the terminal has no end any more.
        while readRest() {}
        isOpen = false
        Glibc.close(master)
        return status
    }
}
