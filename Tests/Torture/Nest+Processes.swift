import Foundation

// The processes of a nest, found without asking roost.
extension Nest {
    /// The processes that have this nest in their environment.
    var processes: [Int32] {
        let mark = Data("ROOST_HOME=\(state)\0".utf8)
        return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { name in
            guard let pid = Int32(name), pid != getpid(),
                let facts = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(name)/environ")),
                facts.range(of: mark) != nil
            else { return nil }
            return pid
        }
    }

    /// The name of the file that a process runs; empty when it is gone.
    static func program(of pid: Int32) -> String {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
        return path.map { URL(fileURLWithPath: $0).lastPathComponent } ?? ""
    }

    /// CPU time of a process in nanoseconds, of all its threads (proc(5), schedstat).
    static func nanoseconds(of pid: Int32) -> Int {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return threads.reduce(0) { sum, thread in
            let text = try? String(contentsOfFile: "/proc/\(pid)/task/\(thread)/schedstat", encoding: .utf8)
            return sum + (text?.split(separator: " ").first.flatMap { Int($0) } ?? 0)
        }
    }

    /// Programs of roost that work on although there is nothing to do.
    ///
    /// What was put off may be done now; who spins does so for ever.
    func spinning() throws -> [Int32] {
        let (span, attempts) = (100.0, 30)
        let pids = processes.filter { ["roost-server", "roost-keeper"].contains(Self.program(of: $0)) }
        var busy: [Int32] = []
        for _ in 0..<attempts {
            let before = pids.map { Self.nanoseconds(of: $0) }
            try Pause.milliseconds(span)
            busy = zip(pids, before).filter { Double(Self.nanoseconds(of: $0) - $1) > span * 1e6 / 4 }.map(
                \.0)
            guard !busy.isEmpty else { return [] }
        }
        return busy
    }

    /// Ends what runs in the nests of a process of this program that is gone, and removes their folders.
    static func clear(after pid: Int32, keepingFiles: Bool) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
        for path in names.map({ "/tmp/\($0)" }) where path.hasPrefix("\(prefix)\(pid).") {
            Nest(remainsAt: path).end(keepingFiles: keepingFiles, isMounted: false)
        }
    }

    /// Ends everything that runs here, by pid, until nothing does.
    ///
    /// All are stopped first: a server whose keeper dies starts another one, and the other way round. A process in the
    /// middle of exec shows no environment, but is the child of one that does.
    func killAll() {
        while true {
            var family: Set<Int32> = []
            while case let more = relatives(of: family).subtracting(family), !more.isEmpty {
                for pid in more { kill(pid, SIGSTOP) }
                family.formUnion(more)
            }
            guard !family.isEmpty else { return }
            for pid in family { kill(pid, SIGKILL) }
            SystemCall.waitForEnds(of: Array(family))
        }
    }

    /// Those that live here, and the children that they and others have.
    private func relatives(of others: Set<Int32>) -> Set<Int32> {
        let found = others.union(processes)
        return found.union(found.flatMap(Self.children)).filter(Self.isAlive)
    }

    /// Of all threads of a process.
    private static func children(of pid: Int32) -> [Int32] {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return threads.flatMap { thread in
            let list = try? String(contentsOfFile: "/proc/\(pid)/task/\(thread)/children", encoding: .utf8)
            return (list ?? "").split(separator: " ").compactMap { Int32($0) }
        }
    }

    /// Whether a process runs; one that waits to be reaped does not.
    static func isAlive(_ pid: Int32) -> Bool {
        guard let facts = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = facts.lastIndex(of: ")")
        else { return false }
        let state = facts[end...].dropFirst(2).first
        return state != "Z" && state != "X"
    }

    /// The server that a keeper runs at this moment; nil between two.
    ///
    /// Before it is ready, too: that is why it is not asked.
    static func server(of keeper: Int32) -> Int32? {
        let list = try? String(contentsOfFile: "/proc/\(keeper)/task/\(keeper)/children", encoding: .utf8)
        return (list ?? "").split(separator: " ").compactMap { Int32($0) }.first { pid in
            let words = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/cmdline"))) ?? Data()
            let arguments = words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            let isServer =
                arguments.first?.hasSuffix("/roost-server") == true
                || arguments.dropFirst().starts(with: ["server", "run"])
            return isServer && isAlive(pid)
        }
    }

    /// Proportional set size in bytes (proc(5), smaps_rollup): shared pages count in parts.
    static func memory(of pid: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/smaps_rollup", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    /// What a process has caused to be written to disks, in bytes (proc(5), io, `write_bytes`).
    static func writtenBytes(of pid: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/io", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("write_bytes:") }
        return line?.split(separator: " ").last.flatMap { Int($0) } ?? 0
    }

    /// CPU time of a process in clock ticks, mostly hundredths of a second (proc(5), stat, fields 14 and 15).
    static func ticks(of pid: Int32) -> Int {
        let facts = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        guard let end = facts.lastIndex(of: ")") else { return 0 }
        let fields = facts[end...].split(separator: " ")
        return fields.count > 13 ? (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0) : 0
    }
}
