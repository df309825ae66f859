import Foundation
import RoostConfig
import RoostModel
import RoostTasks
import RoostTestSupport

@testable import roost_api

/// The real program in a home of its own.
struct Program {
    /// What the environment has for a key; nobody may see it again.
    static let key = "sk-test-0123456789abcdef"

    let folder: TemporaryFolder
    var environment: [String: String]

    /// - Parameter server: Where all three APIs are.
    /// - Throws: When there is no folder to be had.
    init(_ server: ScriptedServer) throws {
        folder = try TemporaryFolder()
        environment = [
            "ROOST_HOME": folder.path, "HOME": folder.path, "PATH": "/usr/bin:/bin",
            "ANTHROPIC_BASE_URL": server.address, "OPENAI_BASE_URL": server.address + "/v1/",
            "GEMINI_BASE_URL": server.address,
            "ANTHROPIC_API_KEY": Self.key, "OPENAI_API_KEY": Self.key, "GEMINI_API_KEY": Self.key,
        ]
    }

    /// Starts it with a provider and a model.
    func start(
        _ api: API, _ arguments: [String], input: ChildProcess.Input = .nothing,
        output: ChildProcess.Output = .memory
    ) throws -> ChildProcess {
        try start(
            ["-p", "--provider=\(api.rawValue)", "--model=m-1"] + arguments, input: input, output: output)
    }

    /// Starts it with arguments.
    func start(
        _ arguments: [String], input: ChildProcess.Input = .nothing, output: ChildProcess.Output = .memory
    ) throws -> ChildProcess {
        try ChildProcess(
            [Home.binaries + "/roost-api"] + arguments, environment: environment, directory: folder.path,
            input: input, output: output)
    }

    /// Runs it to its end.
    func run(_ api: API, _ arguments: [String], input: ChildProcess.Input = .nothing) throws -> Run {
        Run(try start(api, arguments, input: input).wait(seconds: Home.patience))
    }

    /// Runs it to its end with no more arguments than these.
    func run(_ arguments: [String], input: ChildProcess.Input = .nothing) throws -> Run {
        Run(try start(arguments, input: input).wait(seconds: Home.patience))
    }

    /// The files of the conversations, by name.
    var conversations: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/api")) ?? []).sorted()
    }
}

/// What a run of the program came to.
struct Run {
    let outcome: ChildProcess.Outcome

    init(_ outcome: ChildProcess.Outcome) {
        self.outcome = outcome
    }

    var status: Int32 { outcome.status }
    var output: String { outcome.output }
    var errors: String { outcome.errors }

    /// The objects of stream-json; what is none is null.
    var messages: [JSONValue] {
        output.split(separator: "\n").map { JSONParser.parse(String($0)) ?? .null }
    }

    var result: JSONValue { messages.last ?? .null }
    /// The identifier of the conversation.
    var session: String { result["session_id"]?.string ?? "" }

    /// What a task that ran this is told.
    func verdict(_ format: TaskOptions.OutputFormat) -> TaskVerdict {
        let framing: StreamFormat.Framing =
            switch format {
            case .text: .text
            case .json: .document
            case .streamJSON: .lines
            }
        let exitCodes = ProviderCatalog.builtIn.named("anthropic-api")?.printMode?.exitCodes ?? [:]
        var run = TaskRun(format: StreamFormat(.claude, framing), exitCodes: exitCodes)
        _ = run.output(output.utf8)
        _ = run.diagnostics(errors.utf8)
        return run.ended(status > 128 ? .signalled(status - 128) : .exited(status)).verdict
    }
}
