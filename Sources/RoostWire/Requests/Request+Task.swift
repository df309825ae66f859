package import RoostModel

extension Request {
    /// What is asked of print-mode tasks; a `target` is a task's number, or a name that only one of them has.
    package enum Task: Hashable, Sendable {
        /// Takes a prompt into the queue; the answer is the task as it stands then.
        ///
        /// `environment` is the caller's own, which is not stored; what it adds for the task is in the request.
        case run(TaskRequest, environment: [String: String])
        case list(TaskFilter)
        /// One task with its history.
        case show(target: String)
        /// What it said: at most `limit` messages from the number `from` on.
        case messages(target: String, from: Int, limit: Int)
        /// What an attempt's process wrote to one stream, from an offset on; at most about `limit` bytes.
        case output(target: String, attempt: Int, stream: TaskStream, from: UInt64, limit: Int)
        /// Ends it, or takes it out of the queue.
        case cancel(target: String)
        /// Makes another attempt of one that ended.
        case retry(target: String)
        case pause(TaskScope)
        case resume(TaskScope)
        /// A person's yes to one that waits for it.
        case approve(target: String)
        /// The conversations that are remembered, the one that was used last at the end; with a `target`, a name or the
        /// program's identifier, that one or none.
        case conversations(target: String?)
        /// Ends a conversation with its tasks; nil: all that are active.
        case endConversation(target: String?)
        /// Starts a session that goes on with the conversation of a task, or with a conversation by its name.
        ///
        /// Provider, command, folder and conversation of the session follow from that.
        case open(target: String, SessionRequest)
        /// The conversation of a session, for a task that goes on with it; a session that runs is ended first, or refused.
        ///
        /// With `run` the answer is that task, which has provider, folder and conversation from the session: the last
        /// pane of a client may go with the session, and the client with it. `environment` is the caller's own.
        case takeOver(
            session: String, endsSession: Bool, run: TaskRequest? = nil, environment: [String: String]? = nil)
        /// Counts, durations, tokens and cost of the tasks of a filter.
        case statistics(TaskFilter)
    }
}

/// What is paused or goes on.
package enum TaskScope: Hashable, Sendable {
    /// Nothing new is started.
    case queue
    /// Nothing new of this provider is started.
    case provider(String)
    /// One task: it keeps its place, or its processes are stopped.
    case task(String)
}

extension Request.Task: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case run = "task.run"
        case list = "task.list"
        case show = "task.show"
        case messages = "task.messages"
        case output = "task.output"
        case cancel = "task.cancel"
        case retry = "task.retry"
        case pause = "task.pause"
        case resume = "task.resume"
        case approve = "task.approve"
        case conversations = "task.conversations"
        case endConversation = "task.end_conversation"
        case open = "task.open"
        case takeOver = "task.take_over"
        case statistics = "task.stats"
    }

    package var message: Message {
        switch self {
        case .run(let request, let environment):
            Message(Kind.run).with("request", request).with("environment", environment)
        case .list(let filter): Message(Kind.list).with("filter", filter)
        case .show(let target): Message(Kind.show).with("target", target)
        case .messages(let target, let from, let limit):
            Message(Kind.messages).with("target", target).with("from", from).with("limit", limit)
        case .output(let target, let attempt, let stream, let from, let limit):
            Message(Kind.output).with("target", target).with("attempt", attempt).with("stream", stream)
                .with("from", from).with("limit", limit)
        case .cancel(let target): Message(Kind.cancel).with("target", target)
        case .retry(let target): Message(Kind.retry).with("target", target)
        case .pause(let scope): Message(Kind.pause).with(scope)
        case .resume(let scope): Message(Kind.resume).with(scope)
        case .approve(let target): Message(Kind.approve).with("target", target)
        case .conversations(let target): Message(Kind.conversations).with("target", target)
        case .endConversation(let target): Message(Kind.endConversation).with("target", target)
        case .open(let target, let session):
            Message(Kind.open).with("target", target).with("session", session)
        case .takeOver(let session, let endsSession, let request, let environment):
            Message(Kind.takeOver).with("target", session).with("ends_session", endsSession)
                .with("request", request).with("environment", environment)
        case .statistics(let filter): Message(Kind.statistics).with("filter", filter)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .run: self = .run(try fields["request"], environment: try fields["environment"])
        case .list: self = .list(try fields["filter"])
        case .show: self = .show(target: try fields["target"])
        case .messages:
            self = .messages(
                target: try fields["target"], from: try fields["from"], limit: try fields["limit"])
        case .output:
            self = .output(
                target: try fields["target"], attempt: try fields["attempt"], stream: try fields["stream"],
                from: try fields["from"], limit: try fields["limit"])
        case .cancel: self = .cancel(target: try fields["target"])
        case .retry: self = .retry(target: try fields["target"])
        case .pause: self = .pause(try fields.scope)
        case .resume: self = .resume(try fields.scope)
        case .approve: self = .approve(target: try fields["target"])
        case .conversations: self = .conversations(target: try fields[optional: "target"])
        case .endConversation: self = .endConversation(target: try fields[optional: "target"])
        case .open: self = .open(target: try fields["target"], try fields["session"])
        case .takeOver:
            self = .takeOver(
                session: try fields["target"], endsSession: try fields["ends_session"],
                run: try fields[optional: "request"], environment: try fields[optional: "environment"])
        case .statistics: self = .statistics(try fields["filter"])
        }
    }
}

extension Message {
    /// A task, a provider, or neither for the whole queue.
    fileprivate func with(_ scope: TaskScope) -> Message {
        switch scope {
        case .queue: self
        case .provider(let name): with("provider", name)
        case .task(let target): with("target", target)
        }
    }
}

extension MessageFields {
    fileprivate var scope: TaskScope {
        get throws {
            if let target: String = try self[optional: "target"] { return .task(target) }
            if let provider: String = try self[optional: "provider"] { return .provider(provider) }
            return .queue
        }
    }
}

extension Request.Task {
    /// A client that only looks on may ask it.
    package var isReadOnly: Bool {
        switch self {
        case .list, .show, .messages, .output, .conversations, .statistics: true
        case .run, .cancel, .retry, .pause, .resume, .approve, .endConversation, .open, .takeOver: false
        }
    }

    /// What it changed has to be found again after every crash once it was answered.
    package var isDurable: Bool { !isReadOnly }
}
