import RoostModel

/// What one run does, when all places that may say it have been looked at.
struct RunOptions: Sendable {
    var api: API
    var endpoint: Endpoint
    /// Nil: none on the way.
    var proxy: Proxy?
    var model: String
    /// Nil: none.
    var system: String?
    var prompt: String
    /// Nil: as the plan has it.
    var maxTurns: Int?
    var format: TaskOptions.OutputFormat
    var idleTimeout: Duration

    /// Something is missing, or cannot be meant.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Looks at the command line first, then at what the conversation had last, then at the environment.
    ///
    /// - Throws: ``Failure`` or ``Endpoint/Failure``, which name what is wrong.
    init(
        _ command: APICommand, prompt: String, conversation: ChatHistory, environment: [String: String]
    ) throws {
        let last = conversation.turns.last
        guard let api = command.provider ?? last?.api else {
            let names = API.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(description: "cannot ask anybody: no provider is named (give --provider: \(names))")
        }
        let variable = environment[api.modelVariable].flatMap { $0.isEmpty ? nil : $0 }
        // The model of another API is nothing to this one.
        let known = last.flatMap { $0.api == api ? $0.model : nil }
        guard let model = command.model ?? known ?? variable else {
            throw Failure(
                description: "cannot ask \(api.rawValue): no model is named "
                    + "(give --model, or set \(api.modelVariable))")
        }
        self.api = api
        self.model = model
        endpoint = try Endpoint(of: api, in: environment)
        proxy = try Proxy.on(wayTo: endpoint, in: environment)
        let given = [command.systemPrompt, command.appendSystemPrompt].compactMap(\.self)
        system = given.isEmpty ? last?.system : given.joined(separator: "\n\n")
        self.prompt = prompt
        maxTurns = command.maxTurns
        format = command.outputFormat
        idleTimeout = .seconds(command.idleTimeout)
    }
}
