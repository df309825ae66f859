private import CPosix
private import Glibc
private import RoostIO

/// The processes that have certain variables in their environment: a child that was started with them and all that it
/// started, wherever those went.
///
/// Process groups and sessions can be left (setsid(2)), the environment that a process began with cannot; one that
/// gave its own children another is not followed there.
package struct MarkedProcesses: Hashable, Sendable {
    /// An environment that is longer is not read whole (the kernel takes 2 MiB with the arguments).
    private static let environmentLimit = 2 << 20

    /// `NAME=value` each; all of them have to be there.
    private let marks: [[UInt8]]

    /// Those that have all of these variables.
    ///
    /// - Parameter variables: Not empty, or every process would be one of them.
    package init(variables: [String: String]) {
        precondition(!variables.isEmpty, "a mark has to mark something")
        marks = variables.map { Array("\($0.key)=\($0.value)".utf8) }
    }

    /// Their pids.
    ///
    /// - Complexity: Reads a file of /proc for each process of this user.
    package var all: [Int32] {
        let names = (try? SystemCall.names(in: "/proc").get()) ?? []
        return names.compactMap { Int32($0) }.filter { isMarked($0) }
    }

    /// Sends signals, one after the other, to all of them but those of a process group; costs one look at /proc.
    ///
    /// - Parameters:
    ///   - numbers: The signals.
    ///   - group: Its members are left alone; 0: nobody is.
    /// - Returns: How many processes got them.
    @discardableResult
    package func signal(_ numbers: [Int32], exceptGroup group: Int32 = 0) -> Int {
        all.count { pid in
            if group > 0, getpgid(pid) == group { return false }
            return signal(numbers, to: pid)
        }
    }

    private func signal(_ numbers: [Int32], to pid: Int32) -> Bool {
        let handle = roost_pidfd_open(pid)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        // The handle came first: if this is still one of them, it is what the handle names.
        guard isMarked(pid) else { return false }
        for number in numbers { _ = roost_pidfd_signal(handle, number) }
        return true
    }

    private func isMarked(_ pid: Int32) -> Bool {
        guard
            let environment = try? Files.readAll("/proc/\(pid)/environ", maximum: Self.environmentLimit),
            !environment.isEmpty
        else { return false }
        var missing = marks
        for variable in environment.split(separator: 0) {
            missing.removeAll { variable.elementsEqual($0) }
            if missing.isEmpty { return true }
        }
        return false
    }
}
