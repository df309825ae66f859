import Foundation
import RoostTestSupport

/// What a case does with roost, and what must be true of it afterwards: what was acknowledged.
struct FaultWork {
    /// Something that a person or a script does.
    enum Step: CaseIterable {
        case new
        case split
        case send
        case list
        case capture
        case rename
        case history
        case kill
        case attach
        case killServer
    }

    /// A session as it was acknowledged.
    struct Session {
        /// It has one of these names: a change that failed may have been made.
        var names: [String]
        /// What it must have printed, in order.
        var words: [String] = []
        /// It was asked to end, and that failed.
        var mayHaveEnded = false
    }

    /// Longer than anything takes, on a machine with others on it.
    static let patience = 20.0
    /// Prints some lines, and then whatever it is told.
    static let program = ["sh", "-c", "seq -f 'line %g' 1 40; exec cat"]
    /// What it prints first.
    static let lines = (1...40).map { "line \($0)" }

    let nest: Nest
    private(set) var sessions: [Session] = []
    /// Commands that failed, and what they said.
    private(set) var refusals: [(command: String, outcome: ChildProcess.Outcome)] = []
    /// What should not have been.
    private(set) var failures: [String] = []
    private var count = 0

    init(_ nest: Nest) {
        self.nest = nest
    }

    /// Does one thing; what fails is noted.
    mutating func `do`(_ step: Step, _ generator: inout SeededGenerator) throws {
        count += 1
        let index = sessions.isEmpty ? nil : Int.random(in: 0..<sessions.count, using: &generator)
        switch step {
        case .new: try start(["new", "-d", "-w", "one", "-n"])
        case .split: try start(["pane", "split", "-w", "one", "--session"])
        case .send: if let index { try send(index) }
        case .list: try run(["list", "--json"])
        case .capture: if let index { try run(["capture", sessions[index].names[0], "--scrollback"]) }
        case .rename: if let index { try rename(index) }
        case .history: try run(["history", "--limit", "50"])
        case .kill: if let index { try end(index) }
        // What has ended echoes nothing.
        case .attach: if let index, !sessions[index].mayHaveEnded { try attach(index) }
        case .killServer: killServer()
        }
    }

    /// Runs a command; true when it succeeded.
    @discardableResult
    private mutating func run(_ arguments: [String]) throws -> Bool {
        let command = "roost " + arguments.joined(separator: " ")
        let outcome: ChildProcess.Outcome
        do {
            outcome = try nest.run(arguments, seconds: Self.patience)
        } catch let failure as ChildProcess.Failure {
            failures.append("\(command): \(failure)")
            return false
        }
        guard outcome.status != 0 else { return true }
        refusals.append((command, outcome))
        return false
    }

    private mutating func start(_ arguments: [String]) throws {
        let name = "s\(count)"
        guard try run(arguments + [name, "--"] + Self.program) else { return }
        sessions.append(Session(names: [name]))
    }

    private mutating func send(_ index: Int) throws {
        let (name, word) = (sessions[index].names[0], "word-\(count)")
        // An echo would stand in the middle of a line.
        if sessions[index].words.isEmpty {
            guard try run(["wait", name, "--text", "^line 40$", "--timeout", "10"]) else { return }
        }
        guard try run(["send", name, "--enter", word]) else { return }
        sessions[index].words.append(word)
    }

    private mutating func rename(_ index: Int) throws {
        let name = "renamed-\(count)"
        guard sessions[index].names.count == 1 else { return }
        let isDone = try run(["rename", sessions[index].names[0], name])
        sessions[index].names = isDone ? [name] : sessions[index].names + [name]
    }

    private mutating func end(_ index: Int) throws {
        if try run(["kill", sessions[index].names[0]]) {
            sessions.remove(at: index)
        } else {
            sessions[index].mayHaveEnded = true
        }
    }

    /// A person comes, types a word, and goes.
    private mutating func attach(_ index: Int) throws {
        let word = "typed-\(count)"
        let terminal = try OuterTerminal(
            [nest.binaries + "/roost", "attach", sessions[index].names[0]], environment: nest.environment,
            directory: nest.path, rows: 24, columns: 80)
        do {
            // Its screen, or its reason.
            try terminal.wait(for: "a screen", timeout: Self.patience) { rows in
                rows.contains { $0.contains("line 40") || $0.contains("roost: ") }
            }
            terminal.type(word + "\r")
            try terminal.wait(for: "the echo", timeout: Self.patience) { rows in
                rows.contains { $0.contains(word) || $0.contains("roost: ") }
            }
            // Not where the client gave up and said why: the bare terminal echoes, too.
            if terminal.text.contains(word), terminal.text.contains("line 40") {
                sessions[index].words.append(word)
            }
            terminal.prefix("d")
            let status = try terminal.waitForExit(timeout: Self.patience)
            if status & 0x7F != 0 { failures.append("roost attach: signal \(status & 0x7F)") }
        } catch {
            // A client whose terminal or server failed goes, and says why.
            let said = terminal.text
            terminal.killProgram()
            guard said.contains("roost: ") else { return failures.append("roost attach: \(error)") }
        }
    }

    /// Its keeper starts another.
    private mutating func killServer() {
        for pid in nest.processes where Nest.program(of: pid) == "roost-server" {
            Glibc.kill(pid, SIGKILL)
        }
    }
}
