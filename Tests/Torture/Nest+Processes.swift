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

    /// Ends everything that runs here, by pid, until nothing does.
    ///
    /// All are stopped first: a server whose keeper dies starts another one, and the other way round.
    func killAll() {
        var quietLooks = 0
        for _ in 0..<200 {
            let left = processes.filter(Self.isAlive)
            for pid in left { kill(pid, SIGSTOP) }
            for pid in left { kill(pid, SIGKILL) }
            // A process between fork and exec may show no environment.
            quietLooks = left.isEmpty ? quietLooks + 1 : 0
            guard quietLooks < 4 else { return }
            usleep(10_000)
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
