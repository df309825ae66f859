// What a process has to do with its terminal.
extension ProcessFacts {
    /// What a process waits for, as far as it concerns a terminal.
    package enum Wait: Hashable, Sendable {
        /// For a key or a line: it is blocked in a read of its terminal.
        case terminal
        /// For one of several things, its terminal perhaps among them.
        case several
        /// For nothing of the kind, or it works.
        case elsewhere
    }

    /// read(2), and the calls that wait for several descriptors or for another thread that may read.
    private static let calls: (read: Set<Int>, several: Set<Int>) = {
        #if arch(x86_64)
            ([0], [7, 23, 202, 232, 270, 271, 281, 441])
        #else
            ([63], [22, 72, 73, 98, 441])
        #endif
    }()

    /// The process group; nil when the process is gone.
    package static func group(of pid: Int32) -> Int32? {
        guard let bytes = SystemCall.beginning(of: "/proc/\(pid)/stat", maximum: 512) else { return nil }
        // The name, field 2, may hold spaces and parentheses: count from the last one.
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
        guard let fields, fields.count > 2 else { return nil }
        return Int32(fields[2])
    }

    /// The children, oldest first; none when it is gone.
    package static func children(of pid: Int32) -> [Int32] {
        let path = "/proc/\(pid)/task/\(pid)/children"
        guard let bytes = SystemCall.beginning(of: path, maximum: 4096) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
    }

    /// The leader of a process group and those below it that are in the group, nearest first.
    ///
    /// - Parameters:
    ///   - group: The leader's pid.
    ///   - limit: At most so many.
    /// - Returns: The leader alone when it has no children, or is gone.
    package static func members(ofGroup group: Int32, limit: Int) -> [Int32] {
        var found = [group]
        var next = 0
        while next < found.count, found.count < limit {
            found += children(of: found[next]).filter { self.group(of: $0) == group }.prefix(
                limit - found.count)
            next += 1
        }
        return found
    }

    /// More threads than a program has beside the one that reads.
    private static let threadLimit = 24

    /// What a process waits for; nil when that cannot be known.
    ///
    /// Its first thread tells, unless that waits for others: one of them may read the terminal, as in programs in Go.
    package static func wait(of pid: Int32) -> Wait? {
        let first = wait(ofThread: pid, in: pid)
        guard first == .several, let threads = try? SystemCall.names(in: "/proc/\(pid)/task").get() else {
            return first
        }
        let reads = threads.lazy.compactMap { Int32($0) }.filter { $0 != pid }.prefix(threadLimit)
            .contains { wait(ofThread: $0, in: pid) == .terminal }
        return reads ? .terminal : first
    }

    private static func wait(ofThread thread: Int32, in pid: Int32) -> Wait? {
        guard let bytes = SystemCall.beginning(of: "/proc/\(pid)/task/\(thread)/syscall", maximum: 256) else {
            return waitByChannel(of: pid, thread)
        }
        let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard let call = words.first.flatMap({ Int($0) }) else { return .elsewhere }
        if calls.several.contains(call) { return .several }
        guard calls.read.contains(call), words.count > 1,
            let descriptor = Int32(words[1].dropFirst(2), radix: 16)
        else { return .elsewhere }
        return isTerminal(descriptor, of: pid) ? .terminal : .elsewhere
    }

    /// Where the kernel shows nobody's system calls (ptrace(2), Yama): the function in which the process sleeps.
    private static func waitByChannel(of pid: Int32, _ thread: Int32) -> Wait? {
        let path = "/proc/\(pid)/task/\(thread)/wchan"
        guard let bytes = SystemCall.beginning(of: path, maximum: 64), bytes != [0x30] else { return nil }
        let channel = String(decoding: bytes, as: UTF8.self)
        if channel.hasPrefix("n_tty_read") || channel.hasPrefix("wait_woken") {
            return isTerminal(0, of: pid) ? .terminal : .elsewhere
        }
        let several = ["poll_schedule", "do_select", "do_epoll", "ep_poll", "futex", "do_sys_poll"]
        return several.contains { channel.hasPrefix($0) } ? .several : .elsewhere
    }

    private static func isTerminal(_ descriptor: Int32, of pid: Int32) -> Bool {
        guard let target = SystemCall.target(ofLink: "/proc/\(pid)/fd/\(descriptor)") else { return false }
        return target.hasPrefix("/dev/pts/") || target == "/dev/tty"
    }
}
