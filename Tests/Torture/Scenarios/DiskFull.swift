import Foundation
import RoostModel
import RoostStore
import RoostTestSupport

/// The disk is full for a minute during a flood, the server is killed again and again while it is, then there is room
/// again.
enum DiskFull {
    /// Megabytes of the file system, and after it was made larger.
    private static let (small, large) = (24, 1500)

    static func run(_ options: Options, _ report: inout Report) throws {
        guard getuid() == 0 else {
            Report.say("disk-full: skipped: only root can mount a file system")
            return
        }
        var generator = SeededGenerator(seed: options.seed)
        let configuration = "[terminal]\nhistory_limit = 1000000\n"
        try Nest.with(options, configuration: configuration, mounted: small) { nest in
            let kinds: [Program.Kind] = [.torrent, .lines, .flood, .slow]
            let load = Load(
                nest,
                kinds.enumerated().map { index, kind in
                    Load.Member(
                        name: "\(kind.rawValue)-\(index)", kind: kind, seed: generator.next() >> 16,
                        prelude: 10,
                        isResized: false, limit: nil)
                })
            try load.start()
            try nest.output("new", "-d", "-n", "cat", "--", "cat")
            let pids = try nest.pids()
            var filling = 0.0
            filling = try Pause.measure {
                try Pause.until("the disk is full", seconds: 300) { try isTroubled(nest) }
            }
            report.figure("full after", "\(Report.text(filling)) s")
            try whileFull(options, nest, load, pids.server, &report)
            report.check(try nest.pids().server == pids.server, "the server is another one")
            try killWhileFull(options, nest, load, &generator, &report)
            let failure = SystemCall.enlargeTemporary(nest.state, megabytes: large)
            guard failure == 0 else { throw Trouble("cannot make the file system larger: errno \(failure)") }
            let healing = try Pause.measure {
                try Pause.until("roost doctor finds nothing", seconds: 60) { try !isTroubled(nest) }
            }
            report.figure("healed after", "\(Report.text(healing)) s")
            let end = try load.finish()
            report.check(try nest.pids().keeper == pids.keeper, "the keeper is another one")
            load.checkAlive(&report, "after the disk was full")
            // Its answer comes after all that was read is in the database.
            try nest.output("history", "--type", "command")
            try compare(load, end.blocks, &report)
        }
    }

    /// Whether `roost doctor` says that something is wrong with the database.
    private static func isTroubled(_ nest: Nest) throws -> Bool {
        let outcome = try nest.run(["doctor", "--json"])
        guard
            let list = try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        else {
            throw Trouble(
                "roost doctor: status \(outcome.status): \(outcome.errors)")
        }
        return list.contains { $0["subject"] as? String == "database" && $0["level"] as? String == "error" }
    }

    private static func whileFull(
        _ options: Options, _ nest: Nest, _ load: Load, _ server: Int32, _ report: inout Report
    ) throws {
        let said = try nest.run(["doctor"]).output.split(separator: "\n").filter { $0.hasPrefix("error") }
        report.figure("doctor", said.joined(separator: " | "))
        report.check(said.contains { $0.contains("full") }, "roost doctor does not say that the disk is full")
        var lists: [Double] = []
        let end = SystemCall.now + Int64(options.seconds) * 1_000_000_000
        var turn = 0
        while SystemCall.now < end {
            turn += 1
            try Pause.milliseconds(500)
            lists.append(try nest.run(["list"], seconds: 10).seconds)
            let word = "still-here-\(turn)"
            try nest.output("send", "cat", "--enter", word, seconds: 10)
            try nest.output("wait", "cat", "--text", "^\(word)$", "--timeout", "10", seconds: 15)
        }
        report.durations("roost list on a full disk", lists, goal: 1)
        report.figure("server's memory on a full disk", "\(Nest.memory(of: server) >> 20) MiB")
        load.checkAlive(&report, "on a full disk")
    }

    /// `kill -9` of the server: whatever only its memory had, the next one takes input and shows what comes.
    private static func killWhileFull(
        _ options: Options, _ nest: Nest, _ load: Load, _ generator: inout SeededGenerator,
        _ report: inout Report
    ) throws {
        let keeper = try nest.pids().keeper
        var restarts: [Double] = []
        for round in 1...options.count {
            try Pause.milliseconds(Double.random(in: 0...300, using: &generator))
            guard let server = Nest.server(of: keeper) else {
                throw Trouble("kill \(round): the keeper has no server")
            }
            kill(server, SIGKILL)
            restarts.append(try ServerKills.usable(nest, round, &report))
            let word = "alive-\(round)"
            try nest.output("send", "cat", "--enter", word, seconds: 10)
            try nest.output("wait", "cat", "--text", "^\(word)$", "--timeout", "10", seconds: 15)
            if round % 20 == 0 { load.checkAlive(&report, "after \(round) kills on a full disk") }
            report.progress(round, of: options.count)
        }
        report.durations("usable after a kill on a full disk", restarts, goal: 1)
    }

    /// Everything is there, or a gap is recorded that is as long as what is missing.
    private static func compare(
        _ load: Load, _ blocks: [String: Int], _ report: inout Report
    ) throws {
        let sessions = try load.nest.sessions()
        let store = try Store.open(path: load.nest.state + "/roost.sqlite")
        for member in load.members {
            var program = Program(kind: member.kind, seed: member.seed)
            var stream = program.prelude(lines: member.prelude)
            for _ in 0..<(blocks[member.name] ?? 0) { stream += program.block().bytes }
            stream += program.closing()
            let id = SessionID(rawValue: UInt64(sessions[member.name]?["number"] as? Int ?? 0))
            let holes = try holes(store, id, stream, member.name, &report)
            let missing = holes.reduce(0) { $0 + $1.count }
            let errors = try load.nest.objects("history", member.name, "--type", "error", "--json")
                .compactMap { $0["text"] as? String }
            report.check(
                holes.allSatisfy { hole in errors.contains { $0.contains("\(hole.count)") } },
                "\(member.name): \(holes.count) gaps, and the history does not say so; the first is \(holes.first ?? 0..<0)"
            )
            report.figure(
                member.name,
                "\(stream.count) bytes printed, \(missing) missing in \(holes.count) gaps; errors: \(errors)")
        }
    }

    /// The ranges of the stream that the database does not have; what it has must be what was printed.
    private static func holes(
        _ store: Store, _ id: SessionID, _ stream: [UInt8], _ name: String, _ report: inout Report
    ) throws -> [Range<Int>] {
        var holes: [Range<Int>] = []
        var offset = 0
        while true {
            let parts = try store.output(session: id, from: UInt64(offset), limitBytes: 4 << 20)
            guard !parts.isEmpty else { break }
            for part in parts {
                let start = Int(part.offset)
                if start > offset { holes.append(offset..<start) }
                offset = start + part.bytes.count
                report.check(
                    offset <= stream.count
                        && stream[min(start, stream.count)..<min(offset, stream.count)] == part.bytes[...],
                    "\(name): output \(start)..<\(offset) is not what was printed")
            }
        }
        if offset < stream.count { holes.append(offset..<stream.count) }
        return holes
    }
}
