package import RoostModel

/// One attempt of a print-mode task, from its first byte to its verdict.
///
/// The owner of the process feeds in what comes out of the two pipes and, when both are at their end and the process
/// is gone, how it ended. Messages come out in order, ready to be stored; all state is bounded.
package struct TaskRun: Sendable {
    /// Bytes of messages that are kept of an attempt; after that only what matters at the end is let through.
    package static let keptBytes = 64 << 20
    private static let diagnosticLimit = 4 << 10

    private let judge: RunJudge
    private let keptLimit: Int
    private var decoder: MessageDecoder
    private var errors = TextLines(limit: TaskRun.diagnosticLimit)
    private var diagnostics = Diagnostics()
    private var summary = RunSummary()
    private var kept = 0

    /// Begins an attempt.
    ///
    /// - Parameters:
    ///   - format: The form of standard output.
    ///   - exitCodes: What exit statuses mean, besides 0.
    ///   - keptBytes: Bytes of messages that are kept.
    package init(
        format: StreamFormat, exitCodes: [Int32: TaskFailure] = [:], keptBytes: Int = Self.keptBytes
    ) {
        judge = RunJudge(format: format, exitCodes: exitCodes)
        decoder = MessageDecoder(format)
        keptLimit = keptBytes
    }

    /// What is known so far, for whoever looks while it runs.
    package var report: TaskReport { summary.report }

    /// The program has given its result: what is still to come is its end.
    package var hasAnswered: Bool { summary.result != nil }

    /// Takes bytes of standard output.
    package mutating func output(_ bytes: some Collection<UInt8>) -> [TaskMessage] {
        take(decoder.feed(bytes))
    }

    /// Takes bytes of standard error.
    package mutating func diagnostics(_ bytes: some Collection<UInt8>) -> [TaskMessage] {
        take(errors.feed(Array(bytes)).flatMap { diagnose($0) })
    }

    /// The process is gone and both pipes are at their end.
    ///
    /// - Parameters:
    ///   - end: How the process ended.
    ///   - stop: Why we ended it, if we did.
    ///   - memoryLimit: The bytes that each of its processes may use by the kernel's word; nil: no limit, or not so.
    /// - Returns: The messages that only the end completes, and the verdict.
    package mutating func ended(_ end: EndReason, stop: RunStop? = nil, memoryLimit: Int? = nil) -> (
        messages: [TaskMessage], verdict: TaskVerdict
    ) {
        var messages = decoder.finish() + (errors.finish().map { diagnose($0) } ?? [])
        messages = take(messages)
        if summary.result == nil, let document = diagnostics.document {
            messages += take(decoder.messages(ofDocument: document) ?? [])
        }
        if judge.format.framing == .text { summary.endText() }
        var verdict = judge.verdict(of: end, stop: stop, summary: summary, diagnostics: diagnostics)
        if stop == nil, let memoryLimit {
            judge.blame(memoryLimit, for: end, diagnostics: diagnostics, in: &verdict)
        }
        if verdict.failure == .badConversation { verdict.report.conversation = nil }
        return (messages, verdict)
    }

    private mutating func diagnose(_ line: String) -> [TaskMessage] {
        var line = line[...]
        while line.last?.isNewline == true { line.removeLast() }
        diagnostics.append(String(line))
        return [TaskMessage(.diagnostic(String(line)))] + decoder.messages(ofDiagnostic: String(line))
    }

    /// Counts what is kept; a flood is cut, with a word about it, and the end is always let through.
    private mutating func take(_ messages: [TaskMessage]) -> [TaskMessage] {
        var passed: [TaskMessage] = []
        for message in messages {
            summary.take(message)
            let isFull = kept > keptLimit
            guard let size = message.floodSize else {
                passed.append(message)
                continue
            }
            if isFull { continue }
            kept += size
            passed.append(message)
            if kept > keptLimit {
                passed.append(
                    TaskMessage(.status("more than \(keptLimit >> 20) MB of output: the rest is left out")))
            }
        }
        return passed
    }
}

extension TaskMessage {
    /// What a message adds to a flood, in bytes; nil for those that are few and matter.
    fileprivate var floodSize: Int? {
        switch content {
        case .text(let text, _), .thinking(let text, _), .prompt(let text), .diagnostic(let text),
            .raw(let text, _), .status(let text), .error(let text, _, _):
            64 + text.utf8.count
        case .toolCall(_, _, let text), .toolResult(_, let text, _): 64 + text.utf8.count
        case .preview, .start, .denial, .result: nil
        }
    }
}
