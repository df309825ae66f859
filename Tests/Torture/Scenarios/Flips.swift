import ArgumentParser
import Foundation
import RoostTestSupport

/// Random bytes of the database, of snapshots and of journals are changed: nothing traps, what is lost is said, and
/// the rest is there.
///
/// Most cases run in processes of this program, which use the same decoders as the server; some hundred run
/// the real server.
enum Flips {
    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        try Nest.with(options, configuration: Outage.configuration) { nest in
            let base = try FlipBase(nest, &generator)
            let real = min(300, max(1, options.count / 30))
            try inProcess(base, options, count: options.count - real, real, &report)
            try inServer(base, options, count: real, &generator, &report)
        }
    }

    // MARK: - In process

    /// Runs workers; one that dies has trapped, and the next goes on behind its case.
    private static func inProcess(
        _ base: FlipBase, _ options: Options, count: Int, _ real: Int, _ report: inout Report
    ) throws {
        var totals: [String: Int] = [:]
        var first = 0
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        while first < count {
            let last = min(count, first + 250)
            let progress = base.folder + ".progress"
            let arguments = [
                "flip-cases", "--base", base.folder, "--first", "\(first)", "--last", "\(last)", "--seed",
                "\(options.seed)", "--progress", progress,
            ]
            let environment = base.nest.environment
            do {
                let outcome = try ChildProcess([program] + arguments, environment: environment)
                    .wait(seconds: 300, unless: Pause.checkInterrupted)
                for line in outcome.output.split(separator: "\n") {
                    if line.hasPrefix("FAIL ") {
                        report.fail(String(line.dropFirst(5)))
                    } else {
                        let words = line.split(separator: "=")
                        totals[String(words[0]), default: 0] += words.last.flatMap { Int($0) } ?? 0
                    }
                }
                if outcome.status != 0 {
                    let at = try lastCase(progress)
                    report.fail(
                        "case \(at): status \(outcome.status): \(outcome.errors.prefix(600))"
                    )
                    first = at + 1
                    continue
                }
            } catch let trouble as ChildProcess.Failure {
                let at = try lastCase(progress)
                report.fail("case \(at): \(trouble)")
                first = at + 1
                continue
            }
            first = last
            report.progress(first, of: count + real)
        }
        for (name, count) in totals.sorted(by: { $0.key < $1.key }) { report.figure(name, "\(count)") }
    }

    private static func lastCase(_ path: String) throws -> Int {
        Int(
            (try String(contentsOfFile: path, encoding: .utf8)).trimmingCharacters(
                in: .whitespacesAndNewlines)) ?? 0
    }

    // MARK: - In the server

    private static func inServer(
        _ base: FlipBase, _ options: Options, count: Int, _ generator: inout SeededGenerator,
        _ report: inout Report
    ) throws {
        var (same, fewer, none, said) = (0, 0, 0, 0)
        for number in 0..<count {
            let copy = try Nest(options, configuration: Outage.configuration)
            defer { copy.end(keepingFiles: false, isMounted: false) }
            try base.copy(to: copy.state)
            let flip = try Flip(in: copy.state, &generator)
            let outcome = try copy.run(["list", "--all", "--json"], seconds: 30)
            let list =
                (try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]) ?? []
            let message = outcome.errors
            report.check(
                outcome.status == 0 || message.hasPrefix("roost: cannot"),
                "\(flip): roost list: status \(outcome.status): \(message.prefix(300))")
            for session in list {
                for arguments in [["capture", "--scrollback"], ["history", "--type", "output"]] {
                    guard let name = session["name"] as? String else { continue }
                    let words = [arguments[0], name] + arguments.dropFirst()
                    let result = try copy.run(words, seconds: 30)
                    report.check(
                        result.status <= 1,
                        "\(flip): roost \(words.joined(separator: " ")): status \(result.status)")
                }
            }
            let log = copy.log
            let crashes = log.filter { line in
                line.contains("Fatal error")
                    || ["4", "5", "6", "7", "8", "11"].contains { line.hasSuffix("signal \($0)") }
            }
            report.check(crashes.isEmpty, "\(flip): the server died: \(crashes.first ?? "")")
            let isSaid = log.contains { line in
                ["corrupt", "damage", "set aside", "lost", "gap", "cannot", "snapshot"].contains {
                    line.contains($0)
                }
            }
            if isSaid { said += 1 }
            switch list.count {
            case base.sessionCount: same += 1
            case 0: none += 1
            default: fewer += 1
            }
            if list.count < base.sessionCount {
                report.check(
                    isSaid, "\(flip): \(list.count) of \(base.sessionCount) sessions, and nothing is said")
            }
            report.progress(options.count - count + number + 1, of: options.count)
        }
        report.figure(
            "real server",
            "\(count) cases: all sessions in \(same), some in \(fewer), none in \(none); damage said in \(said)"
        )
    }
}
