private import CPosix
package import RoostIO

/// What /proc knows of a process (proc(5)); nil when it is gone or not ours.
package enum ProcessFacts {
    /// Arguments beyond this are cut.
    package static let argumentsByteCount = 16 << 10

    /// The name, at most 15 bytes.
    package static func name(of pid: Int32) -> String? {
        guard let bytes = SystemCall.beginning(of: "/proc/\(pid)/comm", maximum: 64) else { return nil }
        return String(
            decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }

    /// The working directory, as ``RoostIO/ByteText``.
    package static func workingDirectory(of pid: Int32) -> String? {
        SystemCall.target(ofLink: "/proc/\(pid)/cwd")
    }

    /// The executable.
    package static func executable(of pid: Int32) -> String? {
        SystemCall.target(ofLink: "/proc/\(pid)/exe")
    }

    /// The arguments as ``RoostIO/ByteText``, the zeroth too; empty for a zombie.
    package static func arguments(of pid: Int32) -> [String]? {
        let path = "/proc/\(pid)/cmdline"
        guard let bytes = SystemCall.beginning(of: path, maximum: argumentsByteCount) else { return nil }
        let whole = bytes.last == 0 ? bytes.dropLast() : bytes[...]
        guard !whole.isEmpty else { return [] }
        return whole.split(separator: 0, omittingEmptySubsequences: false).map {
            ByteText.text(of: Array($0))
        }
    }

    /// A descriptor that is readable when the process has ended (pidfd_open(2)); nil where there is none to be had.
    package static func end(of pid: Int32) -> Descriptor? {
        let handle = roost_pidfd_open(pid)
        return handle >= 0 ? Descriptor(handle) : nil
    }

    /// When it started, in clock ticks since the boot; with the pid this names a process for ever.
    package static func start(of pid: Int32) -> UInt64? {
        let start = roost_process_start(pid)
        return start == 0 ? nil : start
    }
}
