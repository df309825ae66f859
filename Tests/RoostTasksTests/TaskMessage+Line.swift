import RoostModel

extension TaskMessage {
    /// A message in a line, for a person who reads a difference.
    var line: String {
        let line =
            switch content {
            case .start(let conversation, let model): "start \(conversation ?? "-") \(model ?? "-")"
            case .prompt(let text): "prompt \(Self.quote(text))"
            case .text(let text, let isPiece): "text\(isPiece ? "+" : "") \(Self.quote(text))"
            case .thinking(let text, let isPiece): "thinking\(isPiece ? "+" : "") \(Self.quote(text))"
            case .preview(let text, let isThinking):
                "preview\(isThinking ? " thinking" : "") \(Self.quote(text))"
            case .toolCall(let id, let name, let input): "call \(id) \(name) \(input)"
            case .toolResult(let id, let output, let isError):
                "output \(id)\(isError ? " error" : "") \(Self.quote(output))"
            case .status(let text): "status \(Self.quote(text))"
            case .denial(let denial): "denial \(denial.line)"
            case .error(let text, let code, let isFinal):
                "error \(isFinal ? "final" : "passing") \(code ?? "-") \(Self.quote(text))"
            case .result(let result): "result \(result.line)"
            case .diagnostic(let text): "stderr \(Self.quote(text))"
            case .raw(let text, let cause): "raw \(cause.rawValue) \(Self.quote(text))"
            }
        return parent.map { "[\($0)] \(line)" } ?? line
    }

    static func quote(_ text: String) -> String {
        text.count > 100
            ? "\(String(text.prefix(100)).debugDescription) of \(text.count)" : text.debugDescription
    }
}

extension TaskDenial {
    var line: String {
        [tool, call ?? "-", input ?? "-", reason.map { TaskMessage.quote($0) } ?? "-"].joined(separator: " ")
    }
}

extension TaskUsage {
    var line: String {
        let parts: [(String, Int?)] = [
            ("input", input), ("cache-read", cacheRead), ("cache-write", cacheWrite), ("output", output),
            ("reasoning", reasoning),
        ]
        let known = parts.compactMap { name, count in count.map { "\(name) \($0)" } }
        return known.isEmpty ? "unknown" : known.joined(separator: ", ")
    }
}

extension TaskResult {
    var line: String {
        var parts = [isError ? "error" : "ok"]
        if let text { parts.append(TaskMessage.quote(text)) }
        if !errors.isEmpty { parts.append("errors \(errors)") }
        if let status { parts.append("status \(status)") }
        if !codes.isEmpty { parts.append("codes \(codes.joined(separator: ","))") }
        if let turns { parts.append("turns \(turns)") }
        if let cost { parts.append("cost \(cost)") }
        parts.append("denials \(denials.count)")
        return parts.joined(separator: " ")
    }
}

extension TaskVerdict {
    /// A verdict, a line for each part that is known; what is unknown says so.
    var lines: String {
        var lines = ["state \(state.rawValue)"]
        if let failure {
            lines.append("failure \(failure.rawValue), \(failure.isTransient ? "transient" : "lasting")")
        }
        if let reason { lines.append("reason \(reason)") }
        lines.append("exit \(exitCode.map { "\($0)" } ?? "unknown")")
        if let retryAfterMilliseconds { lines.append("retry after \(retryAfterMilliseconds) ms") }
        lines.append("conversation \(report.conversation ?? "unknown")")
        lines.append("model \(report.model ?? "unknown")")
        lines.append("turns \(report.turns.map { "\($0)" } ?? "unknown")")
        lines.append("cost \(report.cost.map { "\($0)" } ?? "unknown")")
        lines.append("tokens \(report.usage.line)")
        for denial in report.denials { lines.append("denial \(denial.line)") }
        if let result = report.result { lines.append("result \(TaskMessage.quote(result))") }
        lines.append("last line \(report.lastLine ?? "none")")
        return lines.joined(separator: "\n")
    }
}
