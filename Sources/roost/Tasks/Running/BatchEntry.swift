import FoundationEssentials
import RoostClient
import RoostModel

/// A line of a batch: a prompt, and what is different from what the command line says.
struct BatchEntry: Decodable {
    private let prompt: String
    private let name: String?
    private let provider: String?
    private let cwd: String?
    private let options: TaskOptions?
    private let environment: [String: String]?
    private let timeout: Int64?
    private let retries: Int?
    private let retryDelay: Int64?
    private let memory: Int?
    private let cpu: Int?
    private let priority: Int?
    private let after: [TaskID]?
    private let worktree: Bool?
    private let needsApproval: Bool?
    private let conversation: String?
    private let stage: String?
    private let metadata: [String: String]?

    private enum CodingKeys: String, CodingKey {
        case prompt, name, provider, cwd, options, environment
        case timeout = "timeout_ms"
        case retries
        case retryDelay = "retry_delay_ms"
        case memory = "memory_limit"
        case cpu = "cpu_seconds"
        case priority, after, worktree
        case needsApproval = "needs_approval"
        case conversation = "conversation_name"
        case stage, metadata
    }

    /// Reads a file of JSON lines; empty lines mean nothing.
    ///
    /// - Throws: ``ClientError`` that names the first line that is none, before any task is asked for.
    static func read(_ text: String) throws(ClientError) -> [BatchEntry] {
        var entries: [BatchEntry] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            do {
                entries.append(try JSONDecoder().decode(BatchEntry.self, from: Data(line.utf8)))
            } catch {
                throw ClientError(
                    .refused, "read line \(index + 1) of the batch", cause: Self.cause(of: error),
                    advice: "each line is an object like {\"prompt\":\"...\"}")
            }
        }
        guard !entries.isEmpty else {
            throw ClientError(.refused, "run the batch", cause: "it has no lines")
        }
        return entries
    }

    private static func cause(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another type"
        default: "it is no JSON object"
        }
    }

    /// What to ask for.
    func request(over base: TaskRequest, _ invocation: Invocation) -> TaskRequest {
        var request = base
        request.prompt = prompt
        request.name = name ?? base.name
        request.provider = provider ?? base.provider
        request.cwd = cwd.map { invocation.absolute($0) } ?? base.cwd
        if let options {
            request.options = options
            // What the command line takes up counts for lines that say nothing of it.
            if options.conversation == .new { request.options.conversation = base.options.conversation }
        }
        request.conversation = conversation ?? base.conversation
        request.environment.merge(environment ?? [:]) { $1 }
        request.timeoutMilliseconds = timeout ?? base.timeoutMilliseconds
        request.retries = retries ?? base.retries
        request.retryDelayMilliseconds = retryDelay ?? base.retryDelayMilliseconds
        request.memoryLimit = memory ?? base.memoryLimit
        request.cpuSeconds = cpu ?? base.cpuSeconds
        request.priority = priority ?? base.priority
        request.after = after ?? base.after
        request.hasWorktree = worktree ?? base.hasWorktree
        request.needsApproval = needsApproval ?? base.needsApproval
        request.stage = stage ?? base.stage
        request.metadata.merge(metadata ?? [:]) { $1 }
        return request
    }
}
