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

    private enum CodingKeys: String, CodingKey, CaseIterable {
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
                let data = Data(line.utf8)
                try JSONDecoder().decode(Keys.self, from: data).check()
                entries.append(try JSONDecoder().decode(BatchEntry.self, from: data))
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

    /// The names that an object has: one that nobody reads would be a limit that somebody relies on.
    private struct Keys: Decodable {
        struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        struct Unknown: Error {
            let name: String
            /// The name stands one object further in.
            let isOption: Bool
        }

        private let names: [String]
        private let options: [String]

        init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: Name.self)
            names = object.allKeys.map(\.stringValue)
            let key = Name(stringValue: CodingKeys.options.stringValue)
            let isPresent = try object.contains(key) && !object.decodeNil(forKey: key)
            options =
                isPresent
                ? try object.nestedContainer(keyedBy: Name.self, forKey: key).allKeys.map(\.stringValue) : []
        }

        func check() throws(Unknown) {
            let known = Set(CodingKeys.allCases.map(\.stringValue))
            let knownOptions = Set(TaskOptions.keyNames)
            if let name = names.sorted().first(where: { !known.contains($0) }) {
                throw Unknown(name: name, isOption: knownOptions.contains(name))
            }
            if let name = options.sorted().first(where: { !knownOptions.contains($0) }) {
                throw Unknown(name: "options.\(name)", isOption: false)
            }
        }
    }

    private static func cause(of error: any Error) -> String {
        switch error {
        case let unknown as Keys.Unknown:
            unknown.isOption
                ? "\(unknown.name) belongs into the object \"options\"" : "it has no key \"\(unknown.name)\""
        case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            context.codingPath.isEmpty
                ? "it is no JSON object"
                : "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another type"
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
