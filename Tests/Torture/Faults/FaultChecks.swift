import Foundation
import RoostTestSupport

/// Looks at a roost in which calls have failed and do not fail any more.
struct FaultChecks {
    private let nest: Nest
    private let work: FaultWork
    private(set) var failures: [String]

    init(_ nest: Nest, _ work: FaultWork) {
        self.nest = nest
        self.work = work
        failures = work.failures
    }

    /// Looks at everything, one after the other: the first that does not work makes the rest senseless.
    mutating func run() throws {
        checkRefusals()
        do {
            try checkSessions("afterwards")
            try checkIdle()
            try checkNew()
            try killServer()
            try checkSessions("after kill -9")
        } catch let trouble as ChildProcess.Failure {
            failures.append("\(trouble)")
        } catch let trouble as Trouble {
            failures.append("\(trouble)")
        }
        checkDeaths()
    }

    /// What failed said why, in one line.
    private mutating func checkRefusals() {
        for (command, outcome) in work.refusals {
            let lines = Nest.lines(outcome.errors)
            if outcome.status >= 128 {
                failures.append("\(command): signal \(outcome.status - 128): \(outcome.errors.prefix(400))")
            } else if lines.count != 1 || !lines[0].hasPrefix("roost: ") {
                failures.append(
                    "\(command): status \(outcome.status) and not one line: \(outcome.errors.debugDescription)"
                )
            }
        }
    }

    /// Every session that was acknowledged is there, lives, and shows what it has printed.
    private mutating func checkSessions(_ when: String) throws {
        let found = try nest.sessions()
        for session in work.sessions {
            let names = session.names.joined(separator: " or ")
            guard let name = session.names.first(where: { found[$0] != nil }) else {
                failures.append("\(when): \(names) is lost; there are \(found.keys.sorted())")
                continue
            }
            let pid = found[name]?["pid"] as? Int ?? 0
            let state = found[name]?["state"] as? String ?? ""
            guard pid > 0, Nest.isAlive(Int32(pid)) else {
                if !session.mayHaveEnded { failures.append("\(when): \(name) has ended: \(state)") }
                continue
            }
            // A program on a busy machine has not come to print when all else is over.
            for last in [FaultWork.lines.last, session.words.last].compactMap(\.self) {
                _ = try nest.run(["wait", name, "--text", "^\(last)$", "--timeout", "20"])
            }
            let lines = try nest.capturedLines(name)
            for expected in [FaultWork.lines, session.words] {
                guard let missing = Self.firstMissing(of: expected, in: lines) else { continue }
                failures.append(
                    "\(when): \(name) does not show \(missing.debugDescription); it has \(lines.suffix(12))")
            }
        }
    }

    /// The first of some lines that does not come after those before it.
    private static func firstMissing(of expected: [String], in lines: [String]) -> String? {
        var rest = lines[...]
        for line in expected {
            guard let place = rest.firstIndex(of: line) else { return line }
            rest = rest[(place + 1)...]
        }
        return nil
    }

    /// Nobody works on when there is nothing to do.
    private mutating func checkIdle() throws {
        for pid in try nest.spinning() { failures.append("\(Nest.program(of: pid)) spins") }
    }

    /// New sessions can be made.
    private mutating func checkNew() throws {
        let outcome = try nest.run(["new", "-d", "-n", "after", "--"] + FaultWork.program)
        guard outcome.status == 0 else { throw Trouble("no new session can be made: \(outcome.errors)") }
        try nest.output("wait", "after", "--text", "^line 40$", "--timeout", "20")
        try nest.output("send", "after", "--enter", "the end")
        try nest.output("wait", "after", "--text", "^the end$", "--timeout", "20")
    }

    private mutating func killServer() throws {
        let server = try nest.pids().server
        kill(server, SIGKILL)
        // Blocks are shown one below the other, wherever the stream was cut.
        let output = try nest.rawLines("after").joined()
        if output != FaultWork.lines.joined() + "the endthe end" {
            failures.append("after kill -9, the history of a new session is \(output.debugDescription)")
        }
    }

    /// Nothing trapped.
    private mutating func checkDeaths() {
        while let child = SystemCall.endedChild() {
            // SIGKILL comes from here, or from a keeper that says so.
            guard child.program.hasPrefix("roost"), child.status >= 128, child.status != 128 + SIGKILL
            else { continue }
            failures.append("\(child.program) ended by signal \(child.status - 128)")
        }
        let signals = ["signal 4", "signal 5", "signal 6", "signal 7", "signal 8", "signal 11"]
        for line in nest.log where line.contains("Fatal error") || signals.contains(where: line.hasSuffix) {
            failures.append("the log says: \(line.prefix(300))")
        }
    }
}
