import Glibc
package import RoostModel

/// Decides how an attempt ended, from all that is known of it.
///
/// The exit status and the program's own `is_error` decide between passed and failed; never a word like `success`,
/// which stands in failed results too. What went wrong is told by, in this order: who ended it, the exit status where
/// the program gives it a meaning, the HTTP status and the error codes of the result, and the error's text.
package struct RunJudge: Sendable {
    /// What the program's exit statuses mean, besides 0.
    package let exitCodes: [Int32: TaskFailure]
    package let format: StreamFormat

    package init(format: StreamFormat, exitCodes: [Int32: TaskFailure] = [:]) {
        self.format = format
        self.exitCodes = exitCodes
    }

    /// Judges an attempt whose streams are at their end.
    package func verdict(
        of end: EndReason, stop: RunStop?, summary: RunSummary, diagnostics: Diagnostics
    ) -> TaskVerdict {
        var verdict = TaskVerdict(state: .failed, exitCode: Self.exitCode(of: end), report: summary.report)
        if let stop {
            (verdict.state, verdict.failure, verdict.reason) = Self.ended(by: stop)
            return verdict
        }
        switch end {
        case .exited(0) where summary.result.map { !$0.isError } ?? (format.framing == .text):
            verdict.state = .passed
        case .exited(0) where summary.result == nil:
            verdict.failure = .unknown
            verdict.reason = "it ended without a result"
        case .exited(let status) where [130, 137, 143].contains(status):
            // A program that ends in order after a signal says which, as a shell would.
            verdict.state = .error
            verdict.failure = .interrupted
            verdict.reason = "ended by signal \(status - 128)"
        case .exited(let status):
            judge(&verdict, status: status, summary: summary, diagnostics: diagnostics)
        case .signalled(let signal):
            verdict.state = .error
            verdict.failure = .interrupted
            verdict.reason = "ended by signal \(signal)"
        case .killed:
            verdict.state = .cancelled
        case .interrupted, .machineRestarted:
            verdict.state = .error
            verdict.failure = .interrupted
            verdict.reason = "interrupted"
        case .couldNotStart(let cause):
            verdict.state = .error
            verdict.failure = .couldNotStart
            verdict.reason = "could not be started: \(cause)"
        case .unknown:
            // Nobody knows the exit status: the program's own word is all there is.
            if let result = summary.result, !result.isError {
                verdict.state = .passed
            } else {
                verdict.state = .error
                verdict.failure = .unknown
                verdict.reason = "it ended, and its exit status is not known"
            }
        }
        return verdict
    }

    private func judge(
        _ verdict: inout TaskVerdict, status: Int32, summary: RunSummary, diagnostics: Diagnostics
    ) {
        let result = summary.result.flatMap { $0.isError ? $0 : nil }
        let texts =
            (result?.errors ?? [])
            + [result?.text, summary.lastError?.text, diagnostics.error].compactMap(\.self)
            + (format.framing == .text ? [verdict.report.lastLine].compactMap(\.self) : [])
        let codes = (result?.codes ?? []) + [summary.lastError?.code].compactMap(\.self)
        let byText = texts.lazy.compactMap { FailureText.failure(in: $0) }.first
        let byStatus = result?.status.flatMap { FailureText.failure(status: $0) }
        let byCode = codes.lazy.compactMap { FailureText.failure(in: $0) }.first
        let evidence = [exitCodes[status], byText == .quota ? .quota : byStatus, byCode, byText].compactMap(
            \.self)
        // A refused request (400, "bad input") says the least: any other word is more exact.
        verdict.failure = evidence.first { $0 != .invalidOptions } ?? evidence.first ?? .unknown
        verdict.reason =
            texts.lazy.compactMap { Self.line(of: $0) }.first ?? "exit status \(status)"
        verdict.retryAfterMilliseconds =
            texts.lazy.compactMap { FailureText.retryAfterMilliseconds(in: $0.lowercased()) }.first
    }

    /// Signals by which programs end that were refused memory and did not expect it.
    private static let crashes: Set<Int32> = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGKILL, SIGSEGV]

    /// Says of a program that failed that its memory was limited, where that may be why.
    ///
    /// A limit of the kernel's strikes inside the program: an allocation is refused, and the program ends as it likes.
    func blame(
        _ memoryLimit: Int, for end: EndReason, diagnostics: Diagnostics, in verdict: inout TaskVerdict
    ) {
        guard verdict.state == .failed || verdict.state == .error else { return }
        let limit = "\(memoryLimit >> 20) MB of memory"
        let said = diagnostics.lines + [verdict.reason].compactMap(\.self)
        if let line = said.first(where: FailureText.saysOutOfMemory) {
            (verdict.state, verdict.failure) = (.error, .resourceLimit)
            verdict.reason = "it may use \(limit): \(Self.line(of: line) ?? line)"
            return
        }
        let signal: Int32? =
            switch end {
            case .signalled(let signal): signal
            case .exited(let status) where status > 128: status - 128
            default: nil
            }
        guard let signal, Self.crashes.contains(signal), let reason = verdict.reason else { return }
        verdict.reason = "\(reason); it may use \(limit)"
    }

    private static func ended(by stop: RunStop) -> (TaskState, TaskFailure?, String?) {
        switch stop {
        case .timeout(let milliseconds):
            let seconds =
                milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
            return (.timeout, .timeout, "it took longer than \(seconds) s")
        case .cancel: return (.cancelled, nil, "cancelled")
        case .memory(let bytes):
            return (.error, .resourceLimit, "it used more than \(bytes >> 20) MB of memory")
        case .processorTime(let seconds):
            return (.error, .resourceLimit, "it used more than \(seconds) s of processor time")
        }
    }

    private static func exitCode(of end: EndReason) -> Int32? {
        switch end {
        case .exited(let status): status
        case .signalled(let signal): 128 + signal
        case .killed, .interrupted, .machineRestarted, .couldNotStart, .unknown: nil
        }
    }

    /// The first line with something on it, of a length for a table.
    private static func line(of text: String) -> String? {
        text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
            .map { String($0.prefix(300)) }
    }
}
