private import CPosix
private import Glibc

/// The processes of a terminal: those of its session, in whatever process groups they are.
///
/// The children of a session leader keep its session unless they leave it on purpose (setsid(2)), in the background
/// too; those that left are nobody's but their own.
package struct TerminalProcesses: Hashable, Sendable {
    /// A process, its session and its process group.
    private typealias Place = (pid: Int32, session: Int32, group: Int32)

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
    package var others: [Int32] { Self.places.filter { isOther($0) }.map(\.pid) }

    /// Sends signals, one after the other, to those outside the leader's process group; costs one look at /proc.
    package func signalOthers(_ numbers: [Int32]) {
        for place in Self.places where isOther(place) {
            for number in numbers { Self.signal(number, to: place) }
        }
    }

    /// Sends a signal to all that are left of some sessions, leaders included; costs one look at /proc.
    package static func signalAll(_ number: Int32, of sessions: [TerminalProcesses]) {
        let living = Set(sessions.filter(\.isItself).map(\.leader))
        guard !living.isEmpty else { return }
        for place in places where living.contains(place.session) { signal(number, to: place) }
    }

    private func isOther(_ place: Place) -> Bool {
        place.session == leader && place.group != leader && isItself
    }

    /// False when the number is another session's by now; it is not given out again while one of its processes lives.
    private var isItself: Bool { ProcessFacts.start(of: leader).map { $0 == start } ?? true }

    private static func signal(_ number: Int32, to place: Place) {
        let handle = roost_pidfd_open(place.pid)
        guard handle >= 0 else { return }
        // The handle came first: if this is still one of them, it is what the handle names.
        if self.place(of: place.pid)?.session == place.session { _ = roost_pidfd_signal(handle, number) }
        close(handle)
    }

    private static var places: [Place] {
        let names = (try? SystemCall.names(in: "/proc").get()) ?? []
        return names.compactMap { Int32($0) }.compactMap { place(of: $0) }
    }

    /// Fields 6 and 5 of /proc/PID/stat (proc(5)), whose field 2, the name, may hold blanks and parentheses; nil for one
    /// that has ended and waits for its parent.
    private static func place(of pid: Int32) -> Place? {
        guard let bytes = SystemCall.beginning(of: "/proc/\(pid)/stat", maximum: 512),
            let end = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 3, fields[0] != [UInt8(ascii: "Z")],
            let group = Int32(String(decoding: fields[2], as: UTF8.self)),
            let session = Int32(String(decoding: fields[3], as: UTF8.self))
        else { return nil }
        return (pid, session, group)
    }
}
