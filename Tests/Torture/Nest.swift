import Foundation
import RoostStore
import RoostTestSupport

/// A roost of its own: a fresh folder, the real binaries, and an end that leaves nothing.
final class Nest {
    /// The folder; also the home directory of all that runs in it.
    let path: String
    /// `ROOST_HOME`.
    let state: String
    let binaries: String
    private(set) var environment: [String: String]

    /// How the paths of all nests begin.
    static let prefix = "/tmp/roost-torture."

    /// Makes the folders.
    ///
    /// - Parameters:
    ///   - options: Say where the binaries are.
    ///   - configuration: The content of `config.toml`.
    ///   - megabytes: Of a file system of its own for the state; nil: a folder.
    /// - Throws: ``Trouble``, or what Foundation says.
    init(_ options: Options, configuration: String = "", mounted megabytes: Int? = nil) throws {
        // Short: the paths of sockets are limited. The pid makes it this run's alone.
        path = "\(Self.prefix)\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        state = path + "/r"
        binaries = options.binaries
        environment = [
            "ROOST_HOME": state, "HOME": path, "PATH": "\(options.binaries):/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor",
            "SHELL": "/bin/bash", "HISTFILE": "/dev/null", "TMPDIR": "/tmp",
        ]
        for folder in [path, state, path + "/control"] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }
        if let megabytes {
            let failure = SystemCall.mountTemporary(state, megabytes: megabytes)
            guard failure == 0 else { throw Trouble("cannot mount a tmpfs: errno \(failure)") }
        }
        if !configuration.isEmpty {
            try configuration.write(toFile: state + "/config.toml", atomically: true, encoding: .utf8)
        }
    }

    /// What is left of the nest of a process that is gone, to be ended.
    init(remainsAt path: String) {
        self.path = path
        state = path + "/r"
        binaries = ""
        environment = [:]
    }

    /// Runs `body` in a new nest; whatever happens, all that ran there is ended and the folder removed.
    static func with<Result>(
        _ options: Options, configuration: String = "", mounted megabytes: Int? = nil,
        _ body: (Nest) throws -> Result
    ) throws -> Result {
        let nest = try Nest(options, configuration: configuration, mounted: megabytes)
        var isWhole = false
        defer { nest.end(keepingFiles: options.keepsFiles && !isWhole, isMounted: megabytes != nil) }
        let result = try body(nest)
        isWhole = true
        return result
    }

    /// Ends what runs there, and removes the folder.
    func end(keepingFiles: Bool, isMounted: Bool) {
        killAll()
        if keepingFiles {
            Report.say("kept: \(path)")
        } else {
            if isMounted { SystemCall.unmount(state) }
            // A server that was being started while all were killed makes its folders again.
            for _ in 0..<10 {
                try? FileManager.default.removeItem(atPath: path)
                guard FileManager.default.fileExists(atPath: path) else { return }
                killAll()
            }
        }
    }

    // MARK: - Commands

    /// Starts `roost` with arguments.
    func start(_ arguments: [String], output: ChildProcess.Output = .memory) throws -> ChildProcess {
        try ChildProcess([binaries + "/roost"] + arguments, environment: environment, output: output)
    }

    /// Runs `roost` with arguments until it ends.
    @discardableResult
    func run(_ arguments: [String], seconds: Double = 60) throws -> ChildProcess.Outcome {
        try start(arguments).wait(seconds: seconds, unless: Pause.checkInterrupted)
    }

    /// What a command prints; it must succeed.
    @discardableResult
    func output(_ arguments: String..., seconds: Double = 60) throws -> String {
        let outcome = try run(arguments, seconds: seconds)
        guard outcome.status == 0 else {
            throw Trouble(
                "roost \(arguments.joined(separator: " ")): status \(outcome.status): \(outcome.errors)")
        }
        return outcome.output
    }

    /// The objects of a JSON array that a command prints.
    func objects(_ arguments: String...) throws -> [[String: Any]] {
        let outcome = try run(arguments)
        guard outcome.status == 0,
            let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        else {
            throw Trouble(
                "roost \(arguments.joined(separator: " ")): status \(outcome.status): \(outcome.errors)")
        }
        return list
    }

    /// Every session by its name.
    func sessions() throws -> [String: [String: Any]] {
        var result: [String: [String: Any]] = [:]
        for session in try objects("list", "--all", "--json") {
            result[session["name"] as? String ?? ""] = session
        }
        return result
    }

    /// The processes of server and keeper.
    func pids() throws -> (server: Int32, keeper: Int32) {
        let text = try output("server", "pids", "--json")
        guard let pids = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Int],
            let server = pids["server"], let keeper = pids["keeper"]
        else { throw Trouble("server pids: \(text)") }
        return (Int32(server), Int32(keeper))
    }

    /// The database, beside the server, which locks it for as long as a transaction takes on a busy machine.
    func openStore() throws -> Store {
        let path = state + "/roost.sqlite"
        for _ in 0..<20 {
            if let store = try? Store.open(path: path) { return store }
            try Pause.milliseconds(50)
        }
        return try Store.open(path: path)
    }

    /// The lines of a session's output, from the database.
    func rawLines(_ name: String) throws -> [String] {
        Self.lines(try output("history", name, "--type", "output"))
    }

    /// The lines above and on a session's screen.
    func capturedLines(_ name: String) throws -> [String] {
        Self.lines(try output("capture", name, "--scrollback"))
    }

    /// Splits at newlines; the last one ends a line.
    static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// What the server has logged.
    var log: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: state + "/log")) ?? []
        return files.sorted().flatMap { name in
            let data = (try? Data(contentsOf: URL(fileURLWithPath: "\(state)/log/\(name)"))) ?? Data()
            return Self.lines(String(decoding: data, as: UTF8.self))
        }
    }
}
