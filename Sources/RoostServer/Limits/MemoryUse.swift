import FoundationEssentials
import RoostIO

/// What the processes of sessions use of the memory, as /proc tells (proc(5)).
enum MemoryUse {
    /// Private bytes (resident and shared with nobody) of each session's processes, by the pid of its leader.
    ///
    /// Costs a read for each process of the machine and another for each that belongs to a session: some
    /// milliseconds, so it is done seldom. A process that made a session of its own is not counted.
    static func bytes(ofSessions leaders: Set<Int32>) -> [Int32: Int] {
        guard !leaders.isEmpty, let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc")
        else { return [:] }
        var used: [Int32: Int] = [:]
        for name in names where name.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
            guard let stat = read("/proc/\(name)/stat"), let session = session(fromStat: stat),
                leaders.contains(session), let pid = Int32(name),
                let bytes = ProcessMemory.privateBytes(of: pid)
            else { continue }
            used[session, default: 0] += bytes
        }
        return used
    }

    /// The sixth field of `stat`; the second is a name in brackets that may have blanks and brackets in it.
    static func session(fromStat text: String) -> Int32? {
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[end...].split(separator: " ")
        return fields.count > 4 ? Int32(fields[4]) : nil
    }

    private static func read(_ path: String) -> String? {
        guard let bytes = try? Files.readAll(path, maximum: 8192) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
