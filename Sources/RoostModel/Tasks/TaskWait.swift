/// What a queued task waits for.
package enum TaskWait: Hashable, Sendable {
    /// A person's yes.
    case approval
    /// Tasks that have to pass first.
    case dependencies([TaskID])
    /// The one before it in its conversation, which goes on or is held.
    case conversation(TaskID)
    /// The delay before another attempt.
    case delay(until: Timestamp)
    /// A person holds the whole queue.
    case queuePaused
    /// A person holds its provider.
    case providerPaused
    /// A person has to do something about its provider.
    case providerBlocked(TaskFailure)
    /// Its provider failed too often.
    case breaker
    /// Its provider asked to be left alone for a while.
    case rateLimited
    /// As much was spent today as may be.
    case budget
    /// As many run as may.
    case concurrency
    /// As many were started in the last minute as may be.
    case rate
    /// Nothing but those before it.
    case turn

    /// In a few words, for a table.
    package var text: String {
        switch self {
        case .approval: "waits for approval"
        case .dependencies(let tasks): "waits for \(tasks.map(\.description).joined(separator: ", "))"
        case .conversation(let task): "waits for task \(task) of its conversation"
        case .delay: "waits to be tried again"
        case .queuePaused: "the queue is paused"
        case .providerPaused: "its provider is paused"
        case .providerBlocked(let failure): "its provider: \(failure.text)"
        case .breaker: "its provider fails"
        case .rateLimited: "its provider asked to wait"
        case .budget: "the day's budget is spent"
        case .concurrency: "as many run as may"
        case .rate: "as many started in a minute as may"
        case .turn: "waits for its turn"
        }
    }
}

extension TaskWait {
    /// A person has to do something before it ends, or is told that they should: what is attention for tasks.
    ///
    /// What a person holds on purpose is none.
    package var needsPerson: Bool {
        switch self {
        case .approval, .providerBlocked, .breaker, .budget: true
        case .dependencies, .conversation, .delay, .queuePaused, .providerPaused, .rateLimited, .concurrency,
            .rate, .turn:
            false
        }
    }

    /// It holds the queue or a provider, not this task alone, and longer than until others have ended.
    package var isHold: Bool {
        switch self {
        case .queuePaused, .providerPaused, .providerBlocked, .breaker, .rateLimited, .budget: true
        case .approval, .dependencies, .conversation, .delay, .concurrency, .rate, .turn: false
        }
    }

    /// The provider is held, and goes on when a person says so.
    package var isOfProvider: Bool {
        switch self {
        case .providerPaused, .providerBlocked, .breaker, .rateLimited: true
        case .approval, .dependencies, .conversation, .delay, .queuePaused, .budget, .concurrency, .rate,
            .turn:
            false
        }
    }

    /// In a word or two, behind `queued`; nil for what every queued task waits for.
    package var word: String? {
        switch self {
        case .approval: "approval"
        case .dependencies, .conversation: "after others"
        case .delay: "retry"
        case .queuePaused: "queue paused"
        case .providerPaused: "provider paused"
        case .providerBlocked(.authentication): "login"
        case .providerBlocked(.quota): "quota"
        case .providerBlocked: "provider blocked"
        case .breaker: "breaker"
        case .rateLimited: "rate limited"
        case .budget: "budget"
        case .concurrency, .rate, .turn: nil
        }
    }

    /// ``text`` for a person who waits for a task, with the command that helps where one does.
    package func explanation(for task: TaskInfo) -> String {
        text + (advice(for: task).map { " (\($0))" } ?? "")
    }

    private func advice(for task: TaskInfo) -> String? {
        switch self {
        case .approval: "roost tasks approve \(task.id)"
        case .queuePaused: "roost tasks resume --queue"
        case .providerPaused, .providerBlocked, .breaker, .rateLimited:
            "roost tasks resume --provider \(task.request.provider)"
        case .dependencies, .conversation, .delay, .budget, .concurrency, .rate, .turn: nil
        }
    }
}

extension TaskWait: Codable {
    private enum Kind: String, Codable {
        case approval, dependencies, conversation, delay
        case queuePaused = "queue_paused"
        case providerPaused = "provider_paused"
        case providerBlocked = "provider_blocked"
        case breaker
        case rateLimited = "rate_limited"
        case budget, concurrency, rate, turn
    }

    private enum CodingKeys: String, CodingKey {
        case kind, tasks, until, failure
    }

    /// Reads what was written; a kind of a later version is its turn.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch Kind(rawValue: try container.decode(String.self, forKey: .kind)) {
        case .approval: self = .approval
        case .dependencies:
            self = .dependencies(try container.decode([TaskID].self, forKey: .tasks))
        case .conversation:
            let tasks = try container.decode([TaskID].self, forKey: .tasks)
            self = tasks.first.map { .conversation($0) } ?? .turn
        case .delay: self = .delay(until: try container.decode(Timestamp.self, forKey: .until))
        case .queuePaused: self = .queuePaused
        case .providerPaused: self = .providerPaused
        case .providerBlocked:
            let failure = TaskFailure(rawValue: try container.decode(String.self, forKey: .failure))
            self = .providerBlocked(failure ?? .unknown)
        case .breaker: self = .breaker
        case .rateLimited: self = .rateLimited
        case .budget: self = .budget
        case .concurrency: self = .concurrency
        case .rate: self = .rate
        case .turn, nil: self = .turn
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .dependencies(let tasks): try container.encode(tasks, forKey: .tasks)
        case .conversation(let task): try container.encode([task], forKey: .tasks)
        case .delay(let until): try container.encode(until, forKey: .until)
        case .providerBlocked(let failure): try container.encode(failure.rawValue, forKey: .failure)
        default: break
        }
    }

    private var kind: Kind {
        switch self {
        case .approval: .approval
        case .dependencies: .dependencies
        case .conversation: .conversation
        case .delay: .delay
        case .queuePaused: .queuePaused
        case .providerPaused: .providerPaused
        case .providerBlocked: .providerBlocked
        case .breaker: .breaker
        case .rateLimited: .rateLimited
        case .budget: .budget
        case .concurrency: .concurrency
        case .rate: .rate
        case .turn: .turn
        }
    }
}
