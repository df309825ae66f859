import RoostModel
import RoostTasks
import RoostTerminal
import RoostWire

@testable import RoostUI

/// A server with print-mode tasks: what tests of their overlays draw, and what it answers.
struct TaskScene {
    /// One that passed, one that runs, one that waits for a yes, one that cannot sign in, and so on.
    var tasks: [TaskInfo]
    /// What each has said.
    var logs: [TaskID: [TaskLogEntry]] = [:]
    /// What it answers to every question about tasks; nil: what it knows.
    var failure: Failure?

    static func id(_ number: UInt64) -> TaskID { TaskID(rawValue: number) }

    /// A moment so many seconds before noon.
    static func ago(_ seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: UIContext.noon.milliseconds - seconds * 1000)
    }

    /// A task as it stands, asked for and changed so many seconds ago.
    static func task(
        _ number: UInt64, _ provider: String, _ state: TaskState, prompt: String = "say something",
        asked: Int64 = 600, since: Int64 = 60, _ change: (inout TaskInfo) -> Void = { _ in }
    ) -> TaskInfo {
        var task = TaskInfo(
            id: id(number),
            request: TaskRequest(provider: provider, prompt: prompt, cwd: "/home/ann/src/api"),
            createdAt: ago(asked))
        task.state = state
        task.stateSince = ago(since)
        if state != .queued {
            task.attempt = 1
            task.startedAt = ago(since + 14)
            task.firstStartedAt = task.startedAt
        }
        task.hasProcess = [.starting, .running, .completing].contains(state)
        if state.isEnded { task.endedAt = task.stateSince }
        change(&task)
        return task
    }

    /// Messages of a task's first attempt, numbered from 1.
    static func log(_ contents: [TaskMessage.Content]) -> [TaskLogEntry] {
        contents.enumerated().map { index, content in
            TaskLogEntry(number: index + 1, attempt: 1, at: ago(50), message: TaskMessage(content))
        }
    }

    /// The tasks of the pictures.
    static var some: TaskScene {
        let passed = task(1, "claude", .passed, asked: 7200, since: 7000) { task in
            task.report = TaskReport(
                conversation: "c-1", model: "sonnet", result: "Renamed the flags.", turns: 3,
                lastLine: "Renamed the flags.")
            task.cost = 0.0456
            task.usage = TaskUsage(input: 2100, output: 1000)
        }
        let failed = task(2, "codex", .failed, asked: 900, since: 300) { task in
            task.failure = .maxTurns
            task.error = "as many turns as were allowed"
            task.report.turns = 12
            task.usage = TaskUsage(input: 120_000, output: 400)
        }
        let login = task(3, "gemini", .failed, since: 200) { task in
            task.failure = .authentication
            task.error = "Please set an Auth method"
        }
        let approval = task(4, "claude", .queued, prompt: "deploy it", since: 600) { task in
            task.request.needsApproval = true
            task.isApproved = false
        }
        let running = task(5, "claude", .running, asked: 134, since: 120) { task in
            task.request.name = "review"
            task.report = TaskReport(model: "sonnet", turns: 2, lastLine: "Bash swift test")
            task.report.usage = TaskUsage(input: 900, output: 80)
        }
        let waiting = task(6, "cursor-agent", .queued, prompt: "write the\nchangelog", asked: 30, since: 30)
        var scene = TaskScene(tasks: [passed, failed, login, approval, running, waiting])
        scene.logs[id(5)] = conversation
        scene.logs[id(1)] = log([.text("Renamed the flags.")])
        return scene
    }

    /// Everything that a program can say.
    static var conversation: [TaskLogEntry] {
        log([
            .start(conversation: "c-5", model: "sonnet"), .prompt("review the change"),
            .thinking("First I look at the tests.\nThen at the rest."),
            .text("I run the **tests** of `api` first:\n\n- unit tests\n- the others"),
            .toolCall(id: "t1", name: "Bash", input: #"{"command":"swift test","timeout":60}"#),
            .toolResult(id: "t1", output: "Build complete!\n12 tests passed", isError: false),
            .toolCall(
                id: "t2", name: "Edit",
                input: #"{"file_path":"a.swift","old_string":"let a = 1","new_string":"let a = 2"}"#),
            .denial(TaskDenial(tool: "Edit", input: #"{"file_path":"a.swift"}"#)),
            .error("529 Overloaded", isFinal: false),
            .text("## Found\n```swift\nlet a = 1\n```\n```diff\n-let a = 1\n+let a = 2\n```"),
        ])
    }

    // MARK: The server

    /// What the server answers; nil for what it is not asked.
    func answer(_ request: Request) -> Response? {
        if let failure, case .task = request { return .failed(failure) }
        switch request {
        case .server(.providers):
            return .providers(
                ["claude", "codex", "gemini"].map {
                    ProviderInfo(name: $0, command: [$0], resumes: $0 != "gemini")
                })
        case .task(.list(let filter)):
            let found = tasks.filter { task in
                filter.until.map { task.createdAt < $0 } ?? true
                    && filter.text.map { text in said(task).contains(text) } ?? true
            }
            return .tasks(Array(found.suffix(filter.limit ?? .max)))
        case .task(.show(let target)):
            guard let task = tasks.first(where: { "\($0.id)" == target }) else {
                return .failed(Failure("show task \(target)", cause: "there is none", advice: nil))
            }
            let progress = TaskProgress(
                task: task, messages: logs[task.id]?.last?.number ?? 0, position: TaskPosition())
            return .taskDetails(TaskDetails(progress: progress, history: []))
        case .task(.messages(let target, let from, let limit)):
            let log = UInt64(target).flatMap { logs[Self.id($0)] } ?? []
            return .taskLog(Array(log.filter { $0.number >= from }.prefix(limit)))
        default: return nil
        }
    }

    private func said(_ task: TaskInfo) -> String {
        task.request.prompt + (logs[task.id] ?? []).map { "\($0.message.content)" }.joined()
    }
}
