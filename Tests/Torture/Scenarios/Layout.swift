import Foundation
import RoostTestSupport

/// Three hundred sessions made by split and window while the server is killed again and again: each session that lives
/// has its pane, each pane its session, and what was answered is there.
enum Layout {
    private static let sessionCount = 300
    /// Panes in a window: all have room at 80x24.
    private static let panes = 6

    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        var (kills, refusals) = (0, 0)
        for round in 1...options.count {
            try Nest.with(options, configuration: "[limits]\nsessions = 1000\n") { nest in
                try nest.output("workspace", "new", "one")
                let keeper = try nest.pids().keeper
                var answered: Set<String> = []
                for number in 0..<sessionCount {
                    let name = "cat-\(number)"
                    let process = try nest.start(arguments(number, name, &generator))
                    if Int.random(in: 0..<4, using: &generator) == 0 {
                        try Pause.milliseconds(Double.random(in: 0...60, using: &generator))
                        if let server = Nest.server(of: keeper) {
                            kill(server, SIGKILL)
                            kills += 1
                        }
                    }
                    let outcome = try process.wait(seconds: 60, unless: Pause.checkInterrupted)
                    if outcome.status == 0 {
                        answered.insert(name)
                    } else {
                        refusals += 1
                        let line = Nest.lines(outcome.errors)
                        report.check(
                            line.count == 1 && line[0].hasPrefix("roost: cannot"),
                            "round \(round), \(name): \(outcome.errors.debugDescription)")
                    }
                }
                try compare(nest, answered, "round \(round)", &report)
                if let server = Nest.server(of: keeper) { kill(server, SIGKILL) }
                try compare(nest, answered, "round \(round), after one more kill", &report)
            }
            report.progress(
                round, of: options.count, "\(kills) kills, \(refusals) commands without an answer")
        }
        report.figure("kills", "\(kills); \(refusals) commands were not answered")
    }

    private static func arguments(
        _ number: Int, _ name: String, _ generator: inout SeededGenerator
    ) -> [String] {
        guard number % panes != 0 else {
            return ["window", "new", "-w", "one", "-n", "w\(number / panes)", "--session", name, "--", "cat"]
        }
        let below = Bool.random(using: &generator) ? ["--below"] : []
        return ["pane", "split", "-w", "one"] + below + ["--session", name, "--", "cat"]
    }

    private static func compare(
        _ nest: Nest, _ answered: Set<String>, _ when: String, _ report: inout Report
    ) throws {
        _ = try ServerKills.usable(nest, 0, &report)
        let sessions = try nest.sessions()
        let living = Set(sessions.values.filter { $0["pid"] is Int }.compactMap { $0["name"] as? String })
        var shown: Set<String> = []
        for workspace in try nest.objects("workspace", "list", "--json") {
            guard let name = workspace["name"] as? String else { continue }
            for pane in try nest.objects("pane", "list", "-w", name, "--json") {
                report.check(
                    pane["name"] is String,
                    "\(when): pane \(pane["pane"] ?? "") shows session \(pane["session"] ?? "")")
                shown.insert(pane["name"] as? String ?? "")
            }
        }
        let lost = answered.subtracting(living)
        report.check(lost.isEmpty, "\(when): \(lost.count) sessions are lost: \(lost.sorted().prefix(5))")
        let hidden = living.subtracting(shown)
        report.check(
            hidden.isEmpty, "\(when): \(hidden.count) sessions have no pane: \(hidden.sorted().prefix(5))")
        let empty = shown.subtracting(sessions.keys)
        report.check(
            empty.isEmpty, "\(when): \(empty.count) panes have no session: \(empty.sorted().prefix(5))")
        let found = sessions.keys.filter { $0.hasPrefix("recovered-") }
        report.check(found.isEmpty, "\(when): nobody knew of \(found.sorted().prefix(5))")
    }
}
