package import Glibc

/// What a process uses of the memory, as /proc tells (proc(5)).
package enum ProcessMemory {
    /// Bytes that are resident and shared with nobody.
    ///
    /// - Parameter pid: The process.
    /// - Returns: Nil when there is none, or it may not be asked about.
    package static func privateBytes(of pid: pid_t) -> Int? {
        guard let bytes = try? Files.readAll("/proc/\(pid)/statm", maximum: 8192) else { return nil }
        return privatePages(String(decoding: bytes, as: UTF8.self)).map {
            $0 * Int(sysconf(Int32(_SC_PAGESIZE)))
        }
    }

    /// Resident without shared pages, of `statm`.
    package static func privatePages(_ text: String) -> Int? {
        let fields = text.split(whereSeparator: \.isWhitespace).prefix(3).map { Int($0) }
        guard fields.count == 3, let resident = fields[1], let shared = fields[2], resident >= 0, shared >= 0,
            resident < 1 << 40
        else { return nil }
        return max(0, resident - shared)
    }
}
