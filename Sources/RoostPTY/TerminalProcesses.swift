private import CPosix
private import Glibc

/// The processes of a terminal: those of its session, in whatever process groups they are.
///
/// The children of a session leader keep its session unless they leave it on purpose (setsid(2)), in the background
/// too; those that left are nobody's but their own.
package struct TerminalProcesses: Hashable, Sendable {
    /// The leader's pid, which is the number of the session.
    private let leader: Int32
    /// When the leader started, in clock ticks since the boot.
    private let start: UInt64

    /// Those of the session that a living process leads; nil when it is gone.
    package init?(leader: Int32) {
        guard leader > 1, let start = ProcessFacts.start(of: leader) else { return nil }
        self.leader = leader
        self.start = start
    }

    /// Their pids, without those in the leader's own process group.
    ///
    /// - Complexity: Reads a file of /proc for each process of the machine.
    package var others: [Int32] { pids { $0.session == leader && $0.group != leader } }

    /// Sends a signal to those outside the leader's process group.
    package func signalOthers(_ number: Int32) {
        signal(number, to: others)
    }

    /// Sends a signal to all that are left, the leader included.
    package func signalAll(_ number: Int32) {
        signal(number, to: pids { $0.session == leader })
    }

    private func signal(_ number: Int32, to pids: [Int32]) {
        for pid in pids {
            let handle = roost_pidfd_open(pid)
            guard handle >= 0 else { continue }
            // The handle came first: if this is still one of them, it is what the handle names.
            if Self.place(of: pid)?.session == leader { _ = roost_pidfd_signal(handle, number) }
            close(handle)
        }
    }

    /// None when the number is another session's by now; it is not given out again while one of its processes lives.
    private func pids(where isWanted: ((session: Int32, group: Int32)) -> Bool) -> [Int32] {
        if let known = ProcessFacts.start(of: leader), known != start { return [] }
        let names = (try? SystemCall.names(in: "/proc").get()) ?? []
        return names.compactMap { Int32($0) }.filter { Self.place(of: $0).map(isWanted) ?? false }
    }

    /// Fields 6 and 5 of /proc/PID/stat (proc(5)); the name, field 2, may hold blanks and parentheses.
    private static func place(of pid: Int32) -> (session: Int32, group: Int32)? {
        guard let bytes = SystemCall.beginning(of: "/proc/\(pid)/stat", maximum: 512),
            let end = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 3, let group = Int32(String(decoding: fields[2], as: UTF8.self)),
            let session = Int32(String(decoding: fields[3], as: UTF8.self))
        else { return nil }
        return (session, group)
    }
}
