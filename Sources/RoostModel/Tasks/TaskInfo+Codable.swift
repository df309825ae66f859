/// One flat object; keys whose value is not known are `null`, so that scripts need not ask whether they are there.
extension TaskInfo {
    private enum CodingKeys: String, CodingKey {
        case id, name, state
        case createdAt = "created_at"
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case durationMilliseconds = "duration_ms"
        case turns = "num_turns"
        case cost = "total_cost_usd"
        case exitCode = "exit_code"
        case result, error, denials, failure, attempt, model, conversation, usage
        case stateSince = "state_since"
        case firstStartedAt = "first_started_at"
        case queueMilliseconds = "queue_ms"
        case retryAt = "retry_at"
        case wait
        case hasProcess = "has_process"
        case isApproved = "approved"
        case lastLine = "last_line"
        case stage
        case attemptCost = "attempt_cost_usd"
        case attemptUsage = "attempt_usage"
    }

    /// Reads what ``encode(to:)`` wrote, in this version or another; what follows from the rest is not read.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func optional<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: key)
        }
        self.init(
            id: try container.decode(TaskID.self, forKey: .id),
            request: try TaskRequest(from: decoder),
            createdAt: try container.decode(Timestamp.self, forKey: .createdAt))
        state = try container.decode(TaskState.self, forKey: .state)
        stateSince = try optional(.stateSince) ?? createdAt
        firstStartedAt = try optional(.firstStartedAt)
        startedAt = try optional(.startedAt)
        endedAt = try optional(.endedAt)
        attempt = try optional(.attempt) ?? 0
        hasProcess = try optional(.hasProcess) ?? false
        isApproved = try optional(.isApproved) ?? isApproved
        retryAt = try optional(.retryAt)
        wait = try optional(.wait)
        exitCode = try optional(.exitCode)
        failure = try optional(.failure)
        error = try optional(.error)
        report = TaskReport(
            conversation: try optional(.conversation), model: try optional(.model),
            result: try optional(.result), turns: try optional(.turns), cost: try optional(.attemptCost),
            usage: try optional(.attemptUsage) ?? TaskUsage(), denials: try optional(.denials) ?? [],
            lastLine: try optional(.lastLine))
        cost = try optional(.cost)
        usage = try optional(.usage) ?? TaskUsage()
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let writesNull = CodingUserInfoKey.leavesOutNull.flatMap { encoder.userInfo[$0] } == nil
        func encode(_ value: (some Encodable)?, forKey key: CodingKeys) throws {
            if let value {
                try container.encode(value, forKey: key)
            } else if writesNull {
                try container.encodeNil(forKey: key)
            }
        }
        // The request's keys stand beside the others: name, provider, prompt, cwd, priority and so on.
        try request.encode(to: encoder)
        try container.encode(id, forKey: .id)
        try encode(request.name, forKey: .name)
        try container.encode(state, forKey: .state)
        try container.encode(createdAt, forKey: .createdAt)
        try encode(startedAt, forKey: .startedAt)
        try encode(endedAt, forKey: .endedAt)
        try encode(endedAt.flatMap { durationMilliseconds(now: $0) }, forKey: .durationMilliseconds)
        try encode(report.turns, forKey: .turns)
        try encode(cost, forKey: .cost)
        try encode(exitCode, forKey: .exitCode)
        try encode(report.result, forKey: .result)
        try encode(error, forKey: .error)
        try container.encode(report.denials, forKey: .denials)
        try encode(failure, forKey: .failure)
        try container.encode(attempt, forKey: .attempt)
        try encode(report.model, forKey: .model)
        try encode(report.conversation, forKey: .conversation)
        try encode(usage.isUnknown ? nil : usage, forKey: .usage)
        try encode(report.cost, forKey: .attemptCost)
        try encode(report.usage.isUnknown ? nil : report.usage, forKey: .attemptUsage)
        try container.encode(stateSince, forKey: .stateSince)
        try encode(firstStartedAt, forKey: .firstStartedAt)
        try encode(queueMilliseconds, forKey: .queueMilliseconds)
        try encode(retryAt, forKey: .retryAt)
        try encode(wait, forKey: .wait)
        try container.encode(hasProcess, forKey: .hasProcess)
        try container.encode(isApproved, forKey: .isApproved)
        try encode(report.lastLine, forKey: .lastLine)
        try encode(request.stage, forKey: .stage)
    }
}
