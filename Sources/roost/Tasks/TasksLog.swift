import ArgumentParser
import FoundationEssentials
import Glibc
import RoostClient
import RoostModel
import RoostWire

/// `roost tasks log`: what a task said.
struct TasksLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Print what a task said, or what its CLI wrote.")

    /// Messages that are asked for at once.
    private static let page = 1000

    @Argument(help: "A task's number or name.")
    var task: String

    @Option(help: ArgumentHelp("Begin with this message.", valueName: "number"))
    var from = 1

    @Flag(name: .shortAndLong, help: "Go on until it has ended.")
    var follow = false

    @Flag(help: "Print what the CLI wrote to its standard output in the last attempt, as it is.")
    var raw = false

    @Flag(help: "Print each message as one line of JSON.")
    var json = false

    func run() throws {
        let invocation = Invocation()
        if raw { return try printRaw(invocation) }
        var next = max(1, from)
        guard follow else {
            try printMessages(invocation, from: &next)
            return
        }
        var isEnded = false
        while !isEnded {
            var events = try invocation.connect()
            try Invocation.ask(&events, .client(.subscribe(.tasks))) { _ in () }
            let id = try details(invocation).progress.task.id
            isEnded = try details(invocation).progress.task.state.isEnded
            try printMessages(invocation, from: &next)
            while !isEnded {
                let event: ServerMessage?
                do throws(ClientError) {
                    event = try events.nextEvent(whileReadFrom: STDOUT_FILENO)
                } catch {
                    // A server that is restarted is asked again.
                    guard error.reason == .serverGone else { throw error }
                    break
                }
                guard let event else { return }
                guard case .tasks(let news) = event,
                    let progress = news.changed.first(where: { $0.task.id == id })
                else { continue }
                isEnded = progress.task.state.isEnded
                try printMessages(invocation, from: &next)
            }
        }
    }

    private func details(_ invocation: Invocation) throws(ClientError) -> TaskDetails {
        try invocation.ask(.task(.show(target: task))) { response in
            if case .taskDetails(let details) = response { details } else { nil }
        }
    }

    private func printMessages(_ invocation: Invocation, from next: inout Int) throws {
        var connection = try invocation.connect()
        while true {
            let request = Request.task(.messages(target: task, from: next, limit: Self.page))
            let entries = try Invocation.ask(&connection, request) { response in
                if case .taskLog(let entries) = response { entries } else { nil }
            }
            for entry in entries { try print(entry) }
            CallingTerminal.flush()
            guard let last = entries.last else { return }
            next = last.number + 1
        }
    }

    private func print(_ entry: TaskLogEntry) throws {
        guard json else {
            for line in Self.lines(of: entry.message) { Swift.print(Table.printable(line)) }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(entry), as: UTF8.self))
    }

    /// A message as lines for people; what is not the answer has a word before it.
    static func lines(of message: TaskMessage) -> [String] {
        let (mark, text): (String, String) =
            switch message.content {
            case .start(let conversation, let model):
                ("start: ", [model, conversation].compactMap(\.self).joined(separator: " "))
            case .prompt(let text): ("prompt: ", text)
            case .text(let text, _): ("", text)
            case .thinking(let text, _): ("thinking: ", text)
            case .preview(let text, _): ("", text)
            case .toolCall(_, let name, let input): ("tool: ", "\(name) \(input)")
            case .toolResult(_, let output, let isError): (isError ? "tool failed: " : "tool says: ", output)
            case .status(let text): ("status: ", text)
            case .denial(let denial): ("refused: ", denial.tool)
            case .error(let text, _, _): ("error: ", text)
            case .result(let result):
                (result.isError ? "failed: " : "result: ", result.text ?? result.errors.first ?? "")
            case .diagnostic(let text): ("stderr: ", text)
            case .raw(let text, _): ("raw: ", text)
            }
        return text.split(whereSeparator: \.isNewline).map { mark + $0 }
    }

    private func printRaw(_ invocation: Invocation) throws {
        let progress = try details(invocation).progress
        var connection = try invocation.connect()
        var offset: UInt64 = 0
        while true {
            let request = Request.task(
                .output(
                    target: task, attempt: progress.task.attempt, stream: .output, from: offset,
                    limit: 1 << 20))
            let (from, bytes) = try Invocation.ask(&connection, request) { response in
                if case .taskOutput(let from, let bytes) = response { (from, bytes) } else { nil }
            }
            guard !bytes.isEmpty else { return }
            try CommandStreams.writeOutput(bytes)
            offset = from + UInt64(bytes.count)
        }
    }
}
