import RoostModel
import RoostWire

// Print-mode tasks.
extension MessageSamples {
    static let taskRequest: TaskRequest = {
        var options = TaskOptions(systemPrompt: "s", outputFormat: .streamJSON, model: "m", maxTurns: 3)
        options.maxBudget = 0.5
        options.allowedTools = ["Read"]
        options.permission = .edit
        options.conversation = .resume("c-1")
        var request = TaskRequest(provider: "claude", prompt: "mend it", cwd: "/src", options: options)
        request.name = "mender"
        request.environment = ["A": "=é"]
        request.timeoutMilliseconds = 5000
        request.retries = 1
        request.retryDelayMilliseconds = 20
        request.memoryLimit = 1 << 30
        request.cpuSeconds = 60
        request.priority = 2
        request.after = [TaskID(rawValue: 1)]
        request.hasWorktree = true
        request.needsApproval = true
        request.stage = "review"
        request.metadata = ["ticket": "42"]
        return request
    }()

    static let taskFilter = TaskFilter(
        states: [.queued, .passed], name: "n", provider: "claude", cwd: "/src", stage: "review",
        metadata: ["ticket": "42"], since: Timestamp(milliseconds: 1), until: Timestamp(milliseconds: 2),
        text: "words", limit: 5)

    static let taskRequests: [Request.Task] = [
        .run(taskRequest, environment: ["HOME": "/"]), .list(TaskFilter()), .list(taskFilter),
        .show(target: "7"), .messages(target: "7", from: 2, limit: 100),
        .output(target: "7", attempt: 1, stream: .errors, from: 1 << 40, limit: 5), .cancel(target: "7"),
        .retry(target: "mender"), .pause(.queue), .pause(.provider("codex")), .resume(.task("7")),
        .approve(target: "7"), .statistics(taskFilter), .conversations(target: nil),
        .conversations(target: "api"), .endConversation(target: "api"), .open(target: "7", request),
        .takeOver(session: "a", endsSession: true), .list(TaskFilter(conversation: "api")),
        .run(conversationRequest, environment: [:]),
        .takeOver(
            session: "a", endsSession: true, run: conversationRequest, environment: ["HOME": "/"]),
    ]

    static let conversationRequest: TaskRequest = {
        var request = TaskRequest(provider: "claude", prompt: "go on", cwd: "/src")
        request.conversation = "api"
        return request
    }()

    static let conversation: Conversation = {
        var conversation = Conversation(
            name: "api", provider: "claude", cwd: "/src", id: "c-1", at: Timestamp(milliseconds: 1))
        conversation.endedAt = Timestamp(milliseconds: 2)
        conversation.state = .ended
        conversation.tasks = 3
        conversation.sessions = [SessionID(rawValue: 5)]
        conversation.cost = 0.25
        return conversation
    }()

    static let task: TaskInfo = {
        var task = TaskInfo(
            id: TaskID(rawValue: 7), request: taskRequest, createdAt: Timestamp(milliseconds: 1))
        task.state = .failed
        task.stateSince = Timestamp(milliseconds: 4)
        task.firstStartedAt = Timestamp(milliseconds: 2)
        task.startedAt = Timestamp(milliseconds: 3)
        task.endedAt = Timestamp(milliseconds: 4)
        task.attempt = 2
        task.isApproved = true
        task.exitCode = 1
        task.failure = .maxTurns
        task.error = "as many turns as were allowed"
        task.report = TaskReport(
            conversation: "c-1", model: "m", result: "r", turns: 3, cost: 0.25,
            usage: TaskUsage(input: 1, output: 2), denials: [TaskDenial(tool: "Bash")], lastLine: "l")
        return task
    }()

    static let progress = TaskProgress(
        task: task, messages: 9, position: TaskPosition(output: 100, errors: 5))

    static let taskResponses: [Response] = [
        .tasks([task]),
        .task(TaskInfo(id: TaskID(rawValue: 8), request: taskRequest, createdAt: Timestamp(milliseconds: 1))),
        .taskDetails(
            TaskDetails(
                progress: progress,
                history: [
                    TaskTransition(
                        .failed, from: .running, cause: "c", at: Timestamp(milliseconds: 4), attempt: 2)
                ].compactMap(\.self), wait: .providerBlocked(.authentication))),
        .taskLog([
            TaskLogEntry(
                number: 1, attempt: 2, at: Timestamp(milliseconds: 3), message: TaskMessage(.text("hello")))
        ]),
        .taskOutput(from: 5, bytes: [1, 255]), .taskStatistics(Array("{}".utf8)),
        .conversations([conversation]),
    ]

    static let tasksEvent = TasksEvent(changed: [progress], removed: [TaskID(rawValue: 3)])
}
