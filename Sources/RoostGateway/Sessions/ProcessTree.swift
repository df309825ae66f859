import FoundationEssentials
import RoostIO
import RoostTasks

/// The processes of a session with their memory, as /proc tells (proc(5)).
enum ProcessTree {
    /// A process, by what `stat` says of it.
    struct Process: Hashable, Sendable {
        let pid: Int32
        let parent: Int32
        let session: Int32
        let name: String
        let state: String

        /// The second field is a name in brackets that may have blanks and brackets in it.
        init?(stat text: String) {
            guard let start = text.firstIndex(of: "("), let end = text.lastIndex(of: ")"), start < end,
                let pid = Int32(text[..<start].trimmingBlanks)
            else { return nil }
            let fields = text[text.index(after: end)...].split(separator: " ")
            guard fields.count > 3, let parent = Int32(fields[1]), let session = Int32(fields[3]) else {
                return nil
            }
            self.pid = pid
            self.parent = parent
            self.session = session
            name = String(text[text.index(after: start)..<end])
            state = String(fields[0])
        }
    }

    /// Processes in an answer.
    private static let limit = 200

    /// All processes of the terminal session that a process leads.
    static func json(leader: Int32) -> [JSONValue] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let processes = names.filter { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
            .compactMap { read("/proc/\($0)/stat").flatMap(Process.init(stat:)) }
            .filter { $0.session == leader }.sorted { $0.pid < $1.pid }
        return processes.prefix(limit).map { process in
            .members([
                "pid": .integer(process.pid), "parent": .integer(process.parent),
                "name": .string(process.name), "state": .string(process.state),
                "resident_bytes": .integer(read("/proc/\(process.pid)/status").flatMap(resident)),
            ])
        }
    }

    /// `VmRSS`, in bytes.
    static func resident(status text: String) -> Int? {
        for line in text.split(separator: "\n") where line.hasPrefix("VmRSS:") {
            return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
        }
        return nil
    }

    private static func read(_ path: String) -> String? {
        (try? Files.readAll(path, maximum: 8192)).map { String(decoding: $0, as: UTF8.self) }
    }
}
