import FoundationEssentials
import RoostIO

/// What the processes of sessions use of the memory, as /proc tells (proc(5)).
enum MemoryUse {
    /// Private bytes (resident and shared with nobody) of each session's processes, by the pid of its leader.
    ///
    /// Costs a read for each process of the machine and another for each that belongs to a session: some
    /// milliseconds, so it is done seldom. A process that made a session of its own is not counted.
    static func bytes(ofSessions leaders: Set<Int32>, pageSize: Int) -> [Int32: Int] {
        guard !leaders.isEmpty, let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc")
        else { return [:] }
        var used: [Int32: Int] = [:]
        for name in names where name.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
            guard let stat = read("/proc/\(name)/stat"), let session = session(fromStat: stat),
                leaders.contains(session), let pages = read("/proc/\(name)/statm").flatMap(privatePages)
            else { continue }
            used[session, default: 0] += pages * pageSize
        }
        return used
    }

    /// The sixth field of `stat`; the second is a name in brackets that may have blanks and brackets in it.
    static func session(fromStat text: String) -> Int32? {
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[end...].split(separator: " ")
        return fields.count > 4 ? Int32(fields[4]) : nil
    }

    /// Resident without shared pages, of `statm`.
    static func privatePages(_ text: String) -> Int? {
        let fields = text.split(whereSeparator: \.isWhitespace).prefix(3).map { Int($0) }
        guard fields.count == 3, let resident = fields[1], let shared = fields[2], resident >= 0, shared >= 0,
            resident < 1 << 40
        else { return nil }
        return max(0, resident - shared)
    }

    private static func read(_ path: String) -> String? {
        guard let bytes = try? Files.readAll(path, maximum: 8192) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
