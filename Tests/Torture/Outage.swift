import Foundation
import RoostModel
import RoostStore
import RoostTestSupport

/// Server, keeper and children die at once; then everything must be back, exactly.
final class Outage {
    let nest: Nest
    private var witnesses: [Witness]
    private let limit = 2000
    private var pids: [Int32] = []
    private(set) var restarts: [Double] = []

    /// The smallest scrollback that is larger than what a round prints, so that each comparison is quick.
    static let configuration = "[terminal]\nhistory_limit = 2000\n"

    init(_ nest: Nest) {
        self.nest = nest
        witnesses = []
    }

    /// Two workspaces with split windows, and sessions that no pane shows.
    func start(_ members: [Load.Member]) throws {
        let go = nest.path + "/control/go"
        for (index, member) in members.enumerated() {
            let folder = "\(nest.path)/folder \(index)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let command = Load.command(member, control: "\(nest.path)/control/\(member.name)", go: go)
            let place =
                switch index % 6 {
                case 0: ["window", "new", "-w", "one", "-n", "first", "--session", member.name]
                case 1: ["pane", "split", "-w", "one", "--session", member.name]
                case 2: ["pane", "split", "-w", "one", "--below", "--session", member.name]
                case 3: ["window", "new", "-w", "one", "-n", "second", "--session", member.name]
                case 4: ["new", "-d", "-w", "two", "-n", member.name, "--size", "90x30"]
                default: ["new", "-d", "-n", member.name, "--size", "70x20"]
                }
            if index == 0 { try nest.output("workspace", "new", "one") }
            let outcome = try nest.run(place + ["-c", folder, "--"] + command)
            guard outcome.status == 0 else {
                throw Trouble(
                    "roost \(place.joined(separator: " ")): \(outcome.errors)"
                )
            }
        }
        // Sizes are final now: nothing was printed before.
        let sessions = try nest.sessions()
        witnesses = members.map { member in
            let facts = sessions[member.name] ?? [:]
            return Witness(
                member, rows: facts["rows"] as? Int ?? 24, columns: facts["cols"] as? Int ?? 80, limit: limit)
        }
        try Data().write(to: URL(fileURLWithPath: go))
    }

    /// What must be the same before and after.
    private func facts() throws -> [String] {
        let kept = [
            "name", "number", "provider", "command", "cols", "rows", "cwd", "workspace", "created_at",
        ]
        var lines = try nest.sessions().values.map { session in
            kept.map { "\($0)=\(session[$0].map { "\($0)" } ?? "none")" }.joined(separator: " ")
        }
        lines.sort()
        for workspace in ["one", "two"] {
            for what in ["window", "pane"] {
                lines += try nest.objects(what, "list", "-w", workspace, "--json").map { object in
                    // States change with the end of the children.
                    let kept = object.filter { !["state", "attention", "title", "status"].contains($0.key) }
                    let data = try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
                    return String(decoding: data, as: UTF8.self)
                }
            }
        }
        lines += try nest.objects("workspace", "list", "--json").map {
            "workspace \($0["name"] ?? "") \($0["windows"] ?? "")"
        }
        return lines
    }

    /// Up to where the output of each session was read at this moment.
    private func ends() throws -> [String: UInt64] {
        // Its answer comes after all that was read is in the database.
        let sessions = try nest.sessions()
        try nest.output("history", "--type", "command")
        let store = try nest.openStore()
        return try sessions.compactMapValues { session in
            try (session["number"] as? Int).map {
                try store.outputEnd(session: SessionID(rawValue: UInt64($0)))
            }
        }
    }

    /// Kills everything at an instant, whatever it does then.
    ///
    /// The keeper is stopped first: it would start a server before its turn comes.
    func killAll() throws {
        let (server, keeper) = try nest.pids()
        kill(keeper, SIGSTOP)
        kill(server, SIGKILL)
        let others = nest.processes.filter { $0 != keeper }
        for pid in others { kill(pid, SIGKILL) }
        kill(keeper, SIGKILL)
        SystemCall.waitForEnds(of: others + [keeper])
    }

    /// One round: some change, death at a random instant, and everything is compared.
    ///
    /// - Parameters:
    ///   - when: Names the round in failures.
    ///   - delay: Milliseconds at most before the kill.
    ///   - requests: Questions that are under way when the kill comes.
    ///   - generator: Chooses the instant and the change.
    ///   - report: Gets what is not as before.
    ///   - inspect: Looks at the files while nothing runs.
    /// - Throws: ``Trouble`` when the next round makes no sense.
    func round(
        _ when: String, delay: Double, requests: [[String]], _ generator: inout SeededGenerator,
        _ report: inout Report, inspect: (inout Report) throws -> Void = { _ in }
    ) throws {
        try Pause.milliseconds(Double.random(in: 0...delay, using: &generator))
        try change(&generator)
        let before = try facts()
        let seen = try ends()
        let asked = try requests.map { try nest.start($0) }
        try Pause.milliseconds(Double.random(in: 0...150, using: &generator))
        try killAll()
        for process in asked { process.end() }
        try inspect(&report)
        restarts.append(try ServerKills.usable(nest, 0, &report))
        Load.compare(try facts(), before, "\(when): names, folders, layout", &report)
        // Its answer comes after all that the journals had is in the database.
        try nest.output("history", "--type", "command")
        let sessions = try nest.sessions()
        let store = try nest.openStore()
        for index in witnesses.indices {
            let name = witnesses[index].member.name
            guard let number = sessions[name]?["number"] as? Int else { continue }
            report.check(
                sessions[name]?["reason"] as? String == "interrupted",
                "\(when), \(name): state \(sessions[name]?["state"] ?? "none"), reason \(sessions[name]?["reason"] ?? "none")"
            )
            try witnesses[index].read(store, SessionID(rawValue: UInt64(number)), when, &report)
            try witnesses[index].compare(nest, when, &report)
            let end = witnesses[index].offset
            report.check(
                end >= seen[name] ?? 0, "\(when), \(name): output ended at \(seen[name] ?? 0), now at \(end)")
        }
    }

    /// A change of the layout that does not change sizes; it was answered, so it stays.
    private func change(_ generator: inout SeededGenerator) throws {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            try nest.output("window", "select", "-w", "one", "\(Int.random(in: 1...2, using: &generator))")
        case 1:
            try nest.output(
                "window", "rename", "-w", "one", "name \(Int.random(in: 0...999, using: &generator))")
        case 2: try nest.output("pane", "focus", "-w", "one", "next")
        default: break
        }
    }

    /// Starts every program again.
    func restart() throws {
        for index in witnesses.indices {
            try nest.output("restart", witnesses[index].member.name)
            try witnesses[index].restarted()
        }
    }
}
