import FoundationEssentials
import RoostIO
import RoostModel
import RoostTasks

/// What codex writes down of a conversation, below `~/.codex`: which one a process has.
///
/// ```text
/// thread-writer-locks/ID.lock                               held open while the conversation is
/// sessions/2026/11/29/rollout-2026-11-29T15-10-54-ID.jsonl  {"type":"session_meta","payload":{"id":"ID","cwd":"/src",...
/// ```
///
/// A conversation in codex's own process is told by the files that this has open. One in the server that all codex of a
/// person share is found by its folder and its beginning; where two could be meant, none is. Neither form is documented:
/// whatever is missing or strange gives nil. Reads files: call it away from loops that have other work.
struct CodexRecords {
    /// Of a first line: it has the instructions of the model in it.
    private static let headLimit = 256 << 10
    /// Conversations of two days that are looked through, the newest first.
    private static let searched = 200

    /// codex's identifier of the conversation.
    let conversation: String

    /// Finds the conversation of a process; nil when it is none of codex's, or not the only one that could be meant.
    ///
    /// - Parameters:
    ///   - pid: The process.
    ///   - now: The time.
    ///   - proc: Where the kernel tells of processes.
    init?(pid: Int32, now: Timestamp, proc: String = "/proc") {
        let variables = ProcessVariables.read(["HOME", "CODEX_HOME"], of: pid, proc: proc)
        guard let home = variables["CODEX_HOME"] ?? variables["HOME"].map({ "\($0)/.codex" }) else {
            return nil
        }
        let open = Set(Self.links("\(proc)/\(pid)/fd").compactMap { Self.identifier(ofFile: $0, in: home) })
        if !open.isEmpty {
            guard open.count == 1, let id = open.first else { return nil }
            conversation = id
            return
        }
        guard let cwd = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(proc)/\(pid)/cwd"),
            let start = Self.start(of: pid, now: now, proc: proc)
        else { return nil }
        let found = Self.rollouts(in: home, from: start, to: now).filter { Self.isOf(cwd, since: start, $0) }
        guard found.count == 1, let id = Self.identifier(ofFile: found[0], in: home) else { return nil }
        conversation = id
    }

    /// What the descriptors of a process lead to.
    private static func links(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
        }
    }

    /// The identifier in the name of a conversation's file or lock.
    static func identifier(ofFile path: String, in home: String) -> String? {
        guard path.hasPrefix("\(home)/sessions/") || path.hasPrefix("\(home)/thread-writer-locks/"),
            let name = path.split(separator: "/").last
        else { return nil }
        let id: Substring
        if name.hasSuffix(".lock") {
            id = name.dropLast(5)
        } else if name.hasPrefix("rollout-"), name.hasSuffix(".jsonl") {
            id = name.dropLast(6).suffix(36)
        } else {
            return nil
        }
        return id.utf8.count == 36 && SessionConversation.isIdentifier(String(id)) ? String(id) : nil
    }

    /// When a process was started.
    private static func start(of pid: Int32, now: Timestamp, proc: String) -> Timestamp? {
        guard let stat = try? Files.readAll("\(proc)/\(pid)/stat", maximum: 4096),
            let uptime = try? Files.readAll("\(proc)/uptime", maximum: 4096),
            // Behind the name, which may hold anything, stand the state and 18 numbers.
            let end = stat.lastIndex(of: UInt8(ascii: ")")),
            let seconds = Double(String(decoding: uptime.prefix { $0 != 0x20 }, as: UTF8.self))
        else { return nil }
        let fields = stat[(end + 1)...].split(separator: 0x20)
        guard fields.count > 19, let ticks = Double(String(decoding: fields[19], as: UTF8.self)),
            seconds.isFinite, seconds < 1e10, ticks.isFinite, ticks < 1e13
        else { return nil }
        return Timestamp(milliseconds: now.milliseconds - Int64(seconds * 1000) + Int64(ticks * 10))
    }

    /// The files of the days between two moments, the newest first.
    private static func rollouts(in home: String, from start: Timestamp, to now: Timestamp) -> [String] {
        // A folder is called by the local day, which may be the one before or behind.
        let day: Int64 = 86_400_000
        let days =
            [1, 0, -1].map { now.milliseconds + $0 * day } + [start.milliseconds, start.milliseconds - day]
        var found: [String] = []
        for name in Set(days.map { Timestamp(milliseconds: $0).description.prefix(10) }).sorted(by: >) {
            let folder = "\(home)/sessions/\(name.replacing("-", with: "/"))"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            found += names.sorted(by: >).map { "\(folder)/\($0)" }
        }
        return Array(found.prefix(searched))
    }

    /// Whether a conversation began in a folder, after a moment.
    private static func isOf(_ cwd: String, since start: Timestamp, _ path: String) -> Bool {
        guard let head = try? Files.readBeginning(path, maximum: headLimit),
            let end = head.firstIndex(of: 0x0A),
            let meta = JSONParser.parse(String(decoding: head[..<end], as: UTF8.self)),
            meta["type"]?.string == "session_meta", let facts = meta["payload"],
            let begun = facts["timestamp"]?.string.flatMap({ Timestamp($0) })
        else { return false }
        // A sub-agent's has the same folder.
        let isOfPerson = facts["thread_source"]?.string.map { $0 == "user" } ?? true
        return isOfPerson && facts["cwd"]?.string == cwd && begun >= start
    }
}
