import Foundation
import GRDB
import RoostModel
import RoostStore
import RoostTestSupport

/// The power fails: what the disk would have then is copied at random instants, and a server starts on the copy.
///
/// The server is stopped while its files are copied, so the copy is of one instant. What the kernel has not written
/// yet is then taken away: the end of the database's log that is younger than ``unsynced``, as far as its length
/// tells, and random pages of the journals, which nobody syncs. The database file itself is synced before every
/// reuse of its log (https://www.sqlite.org/atomiccommit.html).
enum Power {
    /// The server begins to sync the log a fifth of a second after a commit; the rest is for the sync itself.
    private static let unsynced = 0.5
    /// What the promise leaves: output is read up to 400 ms after it was printed, and committed 40 to 200 ms later.
    private static let promised = 1.0

    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        try Nest.with(options, configuration: Outage.configuration) { nest in
            let kinds: [Program.Kind] = [.lines, .slow, .flood, .redraw, .shell]
            let members = kinds.enumerated().map { index, kind in
                Load.Member(
                    name: "\(kind.rawValue)-\(index)", kind: kind, seed: generator.next() >> 16, prelude: 100,
                    isResized: false, limit: nil)
            }
            let load = Load(nest, members)
            try load.start()
            try load.waitForPreludes()
            let server = try nest.pids().server
            var ages: [Double] = []
            for round in 1...options.count {
                // Long enough that there is something older than what may be lost.
                let log = try watchLog(of: nest, seconds: Double.random(in: 1.1...2.1, using: &generator))
                let copy = try Nest(options, configuration: Outage.configuration)
                defer { copy.end(keepingFiles: false, isMounted: false) }
                kill(server, SIGSTOP)
                let instant = SystemCall.now
                let checkpointed = changeTime(nest.state + "/roost.sqlite")
                do {
                    defer { kill(server, SIGCONT) }
                    try copyFiles(from: nest, to: copy)
                }
                try dropUnsynced(of: copy, log, at: instant, checkpointed: checkpointed, &generator)
                ages += try check(copy, load, at: instant, "round \(round)", &report)
                report.progress(round, of: options.count)
            }
            report.durations("output lost before the cut", ages, goal: promised)
            report.figure(
                "emulated",
                "log cut behind its frames of \(unsynced) s before, random pages of journals zeroed or cut")
        }
    }

    /// The log at one moment.
    private struct LogState {
        var time: Int64
        /// Other ones when SQLite has begun the log anew (https://www.sqlite.org/fileformat2.html, 4.1).
        var salt: Data
        /// Frames that belong to it; older ones may lie behind them in the file.
        var frames: Int
    }

    private static let (logHead, frameHead, page) = (32, 24, 4096)

    private static func logState(_ path: String) throws -> LogState {
        guard let file = FileHandle(forReadingAtPath: path) else {
            return LogState(time: SystemCall.now, salt: Data(), frames: 0)
        }
        defer { try? file.close() }
        let head = try file.read(upToCount: logHead) ?? Data()
        guard head.count == logHead else { return LogState(time: SystemCall.now, salt: Data(), frames: 0) }
        let salt = Data(head[16..<24])
        func belongs(_ frame: Int) throws -> Bool {
            try file.seek(toOffset: UInt64(logHead + frame * (frameHead + page)))
            let head = try file.read(upToCount: frameHead) ?? Data()
            return head.count == frameHead && Data(head[8..<16]) == salt
        }
        // Those that belong come first.
        var (known, beyond) = (0, Int(try file.seekToEnd()) / (frameHead + page) + 1)
        while known < beyond {
            let middle = (known + beyond) / 2
            if try belongs(middle) { known = middle + 1 } else { beyond = middle }
        }
        return LogState(time: SystemCall.now, salt: salt, frames: known)
    }

    /// The log over some seconds.
    private static func watchLog(of nest: Nest, seconds: Double) throws -> [LogState] {
        var seen: [LogState] = []
        let end = SystemCall.now + Int64(seconds * 1e9)
        while SystemCall.now < end {
            seen.append(try logState(nest.state + "/roost.sqlite-wal"))
            try Pause.milliseconds(20)
        }
        return seen
    }

    /// When a file was changed last, on the clock of ``SystemCall/now``.
    private static func changeTime(_ path: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let date = attributes?[.modificationDate] as? Date else { return nil }
        return SystemCall.now - Int64(Date().timeIntervalSince(date) * 1e9)
    }

    private static func copyFiles(from nest: Nest, to copy: Nest) throws {
        let files = FileManager.default
        for name in ["roost.sqlite", "roost.sqlite-wal"]
        where files.fileExists(atPath: "\(nest.state)/\(name)") {
            try files.copyItem(atPath: "\(nest.state)/\(name)", toPath: "\(copy.state)/\(name)")
        }
        try files.copyItem(atPath: nest.state + "/journal", toPath: copy.state + "/journal")
    }

    /// Cuts the log at random behind what must have been synced at the instant.
    private static func dropUnsynced(
        of copy: Nest, _ log: [LogState], at instant: Int64, checkpointed: Int64?,
        _ generator: inout SeededGenerator
    ) throws {
        let path = copy.state + "/roost.sqlite-wal"
        let now = try logState(path)
        // A log that was begun anew since: the database was synced before that, and has all that was in the old one.
        let same = log.filter { $0.salt == now.salt }
        var synced = same.last { $0.time <= instant - Int64(unsynced * 1e9) }?.frames ?? 0
        // Before a page goes from the log into the database, the log is synced.
        if let checkpointed {
            synced = max(synced, same.first { $0.time >= checkpointed }?.frames ?? now.frames)
        }
        if synced < now.frames, let file = FileHandle(forUpdatingAtPath: path) {
            let kept = Int.random(in: synced...now.frames, using: &generator)
            try file.truncate(atOffset: UInt64(logHead + kept * (frameHead + page)))
            try file.close()
        }
        try becomeAnotherBoot(path: copy.state + "/roost.sqlite")
        let folder = copy.state + "/journal"
        // Beside the segments of sessions stands the folder of the tasks'.
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for name in names where name != "tasks" {
            try damage("\(folder)/\(name)", &generator)
        }
    }

    /// A server that remembers the boot it ran in must see that this is another one.
    private static func becomeAnotherBoot(path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write {
            try $0.execute(sql: "UPDATE meta SET value = 'another' WHERE key = 'boot_id'")
        }
        try queue.close()
    }

    /// A journal page that was not written holds zeros, or the file is not there at all.
    private static func damage(_ path: String, _ generator: inout SeededGenerator) throws {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: try FileManager.default.removeItem(atPath: path)
        case 1: break
        default:
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            for page in stride(from: 0, to: data.count, by: 4096) where Bool.random(using: &generator) {
                data.resetBytes(in: page..<min(data.count, page + 4096))
            }
            try data.write(to: URL(fileURLWithPath: path))
        }
    }

    /// Starts a server on the copy.
    ///
    /// - Returns: For each session how many seconds before the cut the newest output is that was not lost.
    private static func check(
        _ copy: Nest, _ load: Load, at instant: Int64, _ when: String, _ report: inout Report
    ) throws -> [Double] {
        try CommitKills.checkIntegrity(
            of: copy.state + "/roost.sqlite", copy: copy.path + "/copy.sqlite", &report)
        let sessions = try copy.sessions()
        var ages: [Double] = []
        for member in load.members {
            guard sessions[member.name] != nil else {
                report.fail("\(when): \(member.name) is gone")
                continue
            }
            let raw = try copy.rawLines(member.name)
            let last = Load.checkNumbers(raw, "\(when), \(member.name), history", from: 1, &report)
            let captured = try copy.capturedLines(member.name)
            Load.checkNumbers(captured, "\(when), \(member.name), capture", from: nil, &report)
            let printed = try Timeline(load.control(member) + ".progress", member)
            let age = printed.age(of: last, at: instant)
            report.check(
                age <= promised,
                "\(when), \(member.name): the newest \(Report.text(age)) s before the cut are lost")
            ages.append(age)
        }
        return ages
    }
}

/// When a program had printed which number.
private struct Timeline {
    private var moments: [(milliseconds: Int64, number: Int)] = []

    init(_ path: String, _ member: Load.Member) throws {
        var program = Program(kind: member.kind, seed: member.seed)
        _ = program.prelude(lines: member.prelude)
        var made = 0
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ").compactMap { Int($0) }
            guard words.count == 3 else { continue }
            while made < words[1] {
                _ = program.block()
                made += 1
            }
            moments.append((Int64(words[0]), program.lastNumber))
        }
    }

    /// Seconds between the cut and the first moment after which a higher number was there.
    func age(of last: Int, at instant: Int64) -> Double {
        let now = instant / 1_000_000
        guard let next = moments.first(where: { $0.number > last }), next.milliseconds < now else { return 0 }
        return Double(now - next.milliseconds) / 1000
    }
}
