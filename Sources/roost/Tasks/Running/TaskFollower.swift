import ArgumentParser
import Glibc
import RoostClient
import RoostIO
import RoostModel
import RoostWire

/// Follows tasks until all have ended, and prints of a single one what its CLI would print.
///
/// Two connections: one for events, one to ask for what they tell of. A server that is restarted meanwhile is asked
/// again; nothing is printed twice, since output is asked for by its place.
struct TaskFollower {
    /// How long a server that went away may take to come back.
    private static let absence: Duration = .seconds(10)
    /// Bytes that are asked for at once.
    private static let part = 256 << 10

    /// What was printed of a task's output.
    private struct Printed {
        var attempt = 0
        var position = TaskPosition()
        var notice: String?
    }

    private var tasks: [TaskID: TaskInfo]
    private let order: [TaskID]
    private var printed: [TaskID: Printed] = [:]
    private let format: TaskOptions.OutputFormat?
    /// An interrupt leaves the tasks alone.
    private let keepsTasks: Bool
    private var isCancelled = false
    /// Until when it waits; nil: for ever.
    private let deadline: ContinuousClock.Instant?
    /// Nothing is printed but what the caller prints.
    private let isQuiet: Bool

    init(
        _ tasks: [TaskInfo], format: TaskOptions.OutputFormat? = nil, keepsTasks: Bool = false,
        isQuiet: Bool = false, timeout: Duration? = nil
    ) {
        self.tasks = Dictionary(tasks.map { ($0.id, $0) }) { $1 }
        order = tasks.map(\.id)
        self.format = format
        self.keepsTasks = keepsTasks
        self.isQuiet = isQuiet || tasks.count > 1
        deadline = timeout.map { .now + $0 }
    }

    /// The status that `roost run` ends with: that of the CLI, or what stands for it.
    static func exitStatus(_ task: TaskInfo) -> Int32 {
        switch task.state {
        case .passed: 0
        case .timeout: 124
        case .cancelled: 130
        default: task.exitCode.flatMap { $0 == 0 ? nil : $0 } ?? 1
        }
    }

    private var isDone: Bool { tasks.values.allSatisfy(\.state.isEnded) }

    /// Waits until all have ended.
    ///
    /// - Returns: The tasks as they are then, in the order in which they were given.
    /// - Throws: ``ClientError``; `ExitCode` when the time is over or somebody has interrupted it.
    mutating func run(_ invocation: Invocation) throws -> [TaskInfo] {
        Signals.block([SIGINT, SIGTERM])
        let signals = try Signals.open([SIGINT, SIGTERM])
        var goneSince: ContinuousClock.Instant?
        // What had ended before it was asked for is told by no event.
        if !isQuiet { for id in order { tasks[id].map { if $0.state.isEnded { printAnswer(of: $0) } } } }
        while !isDone {
            do {
                try follow(invocation, signals) { goneSince = nil }
            } catch let error as ClientError {
                let now = ContinuousClock.now
                let since = goneSince ?? now
                guard [.serverGone, .noServer].contains(error.reason), since.duration(to: now) < Self.absence
                else { throw error }
                goneSince = since
                Clock.pause(milliseconds: 50)
            }
        }
        return order.compactMap { tasks[$0] }
    }

    private mutating func follow(
        _ invocation: Invocation, _ signals: borrowing Descriptor, _ greeted: () -> Void
    ) throws {
        var events = try invocation.connect()
        try Invocation.ask(&events, .client(.subscribe(.tasks))) { response in
            if case .subscribed = response { () } else { nil }
        }
        var asking = try invocation.connect()
        greeted()
        // What ended before is told by no event.
        for id in order where tasks[id]?.state.isEnded == false { try look(at: id, &asking) }
        while !isDone {
            let left = deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) }
            switch try events.waitForEvent(
                whileReadFrom: STDOUT_FILENO, interruptedBy: signals.raw, timeout: left)
            {
            case .event(.tasks(let event)):
                for progress in event.changed where tasks[progress.task.id] != nil {
                    try update(progress, &asking)
                }
            case .event(.goodbye(let goodbye)) where goodbye != .upgrading:
                throw ClientError(
                    .refused, "follow the task", cause: "the server ends",
                    advice: "roost tasks list shows what became of it")
            case .event: break
            case .nobodyReads: throw ExitCode(0)
            case .timedOut: throw WaitCommand.timedOut
            case .interrupted:
                _ = Signals.take(from: signals)
                try interrupted(&asking)
            }
        }
    }

    private mutating func interrupted(_ asking: inout CommandConnection) throws {
        let running = order.filter { tasks[$0]?.state.isEnded == false }
        if keepsTasks {
            let numbers = running.map(\.description).joined(separator: ", ")
            CallingTerminal.printError(
                "roost: task \(numbers) goes on (roost tasks log \(running[0]) --follow)")
            throw ExitCode(0)
        }
        guard !isCancelled else { throw ExitCode(130) }
        isCancelled = true
        for id in running {
            try Invocation.ask(&asking, .task(.cancel(target: id.description))) { _ in () }
        }
    }

    private mutating func look(at id: TaskID, _ asking: inout CommandConnection) throws(ClientError) {
        let details = try Invocation.ask(&asking, .task(.show(target: id.description))) { response in
            if case .taskDetails(let details) = response { details } else { nil }
        }
        if let wait = details.wait { say(wait, of: details.progress.task) }
        try update(details.progress, &asking)
    }

    // MARK: - Printing

    private mutating func update(
        _ progress: TaskProgress, _ asking: inout CommandConnection
    ) throws(ClientError) {
        let task = progress.task
        guard tasks[task.id]?.state.isEnded == false else { return }
        if !isQuiet {
            if printed[task.id]?.attempt != task.attempt {
                printed[task.id] = Printed(attempt: task.attempt, notice: printed[task.id]?.notice)
            }
            notice(task)
            try print(.errors, of: task, upTo: progress.position, &asking)
            if format == .streamJSON || (task.state.isEnded && format != nil) {
                try print(.output, of: task, upTo: progress.position, &asking)
            }
            if task.state.isEnded, format == nil { printAnswer(of: task) }
        }
        tasks[task.id] = task
    }

    /// What it waits for when it is looked at, unless that is only its turn, or said by ``notice(_:)``.
    private func say(_ wait: TaskWait, of task: TaskInfo) {
        switch wait {
        case .approval, .delay, .turn, .rate, .concurrency: return
        default: break
        }
        guard !isQuiet else { return }
        CallingTerminal.printError(
            Table.printable("roost: task \(task.id) waits: \(wait.explanation(for: task))"))
    }

    /// What keeps it waiting, once.
    private mutating func notice(_ task: TaskInfo) {
        var words: String?
        if task.state == .queued, !task.isApproved {
            words = "waits for a yes (roost tasks approve \(task.id))"
        } else if task.state == .queued, let error = task.error {
            words = "attempt \(task.attempt) failed: \(error); another follows"
        } else if task.state == .paused {
            words = "is paused (roost tasks resume \(task.id))"
        }
        guard let words, printed[task.id]?.notice != words else { return }
        printed[task.id, default: Printed()].notice = words
        CallingTerminal.printError(Table.printable("roost: task \(task.id) \(words)"))
    }

    private mutating func print(
        _ stream: TaskStream, of task: TaskInfo, upTo end: TaskPosition, _ asking: inout CommandConnection
    ) throws(ClientError) {
        while let start = printed[task.id]?.position[stream], start < end[stream] {
            let request = Request.task(
                .output(
                    target: task.id.description, attempt: task.attempt, stream: stream, from: start,
                    limit: Self.part))
            let (from, bytes) = try Invocation.ask(&asking, request) { response in
                if case .taskOutput(let from, let bytes) = response { (from, bytes) } else { nil }
            }
            guard !bytes.isEmpty else { return }
            switch stream {
            case .output: try CommandStreams.writeOutput(bytes)
            case .errors: try CommandStreams.writeErrors(bytes)
            }
            printed[task.id]?.position[stream] = from + UInt64(bytes.count)
        }
    }

    private func printAnswer(of task: TaskInfo) {
        if let result = task.report.result {
            Swift.print(result, terminator: result.hasSuffix("\n") ? "" : "\n")
            CallingTerminal.flush()
        }
        if let error = task.error, task.state != .passed {
            CallingTerminal.printError(
                Table.printable("roost: task \(task.id) \(task.state.rawValue): \(error)"))
        }
    }
}
