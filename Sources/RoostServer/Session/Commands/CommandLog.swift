import RoostModel
import RoostStore

/// Pairs the start of a shell's command with its end (OSC 133 C and D), and numbers prompts and commands.
struct CommandLog: Sendable {
    private var next: Int64 = 1
    private var running: CommandRecord?
    /// Where the newest command of a shell starts in the output; nil before the first that is known.
    private(set) var newestOffset: UInt64?
    /// A shell has told of its commands.
    private var hasTold = false

    /// The newest command has not ended yet; nil when no shell has told.
    var isRunning: Bool? { hasTold ? running != nil : nil }

    /// The first word of the command that runs; nil when none does, or none is known to.
    var runningWord: String? {
        running?.text.split(maxSplits: 1, whereSeparator: \.isWhitespace).first.map { String($0.prefix(64)) }
    }

    /// Goes on after the newest that the store has, which may not have ended yet.
    mutating func resume(after last: CommandRecord) {
        next = last.id + 1
        guard !last.isPrompt else { return }
        hasTold = true
        newestOffset = last.offset
        if last.durationMilliseconds == nil { running = last }
    }

    /// Goes on after commands that cannot be read now: with numbers that none of them has, so that none is replaced.
    mutating func resumeAfterUnknown(at now: Timestamp) {
        next = max(next, now.milliseconds)
    }

    /// A command starts, or a prompt was sent to an AI CLI.
    mutating func start(
        _ text: String, isPrompt: Bool, session: SessionID, cwd: String, at now: Timestamp, offset: UInt64
    ) -> CommandRecord {
        let record = CommandRecord(
            session: session, id: next, at: now, isPrompt: isPrompt, text: text, cwd: cwd,
            durationMilliseconds: nil, exitCode: nil, offset: offset)
        next += 1
        if !isPrompt {
            newestOffset = offset
            running = record
            hasTold = true
        }
        return record
    }

    /// The command ended, or the shell shows its prompt; nil when none was known to run (Enter on an empty line).
    mutating func finish(exitCode: Int?, at now: Timestamp) -> CommandRecord? {
        hasTold = true
        guard var record = running else { return nil }
        running = nil
        record.durationMilliseconds = now.milliseconds(since: record.at)
        record.exitCode = exitCode.map { Int32(clamping: $0) }
        return record
    }
}
