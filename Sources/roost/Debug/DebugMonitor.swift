import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost debug monitor`: what a session prints from now on and what becomes of it, as it happens.
struct DebugMonitor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "Follow a session: what it prints, escaped, and how its state changes; until it has ended.")

    /// Between two looks; nobody but the person at this command waits for them.
    private static let pause: Int32 = 100

    @OptionGroup var session: TargetArgument

    @Flag(help: "Begin with its first output.")
    var all = false

    func run() throws {
        let source = RecordingSource(Invocation())
        var (id, end): (SessionID?, UInt64) = (nil, 0)
        try source.recording(of: session.target) { part in
            id = part.session
            end = part.blocks.list.last.map { $0.offset &+ UInt64(clamping: $0.length) } ?? end
        }
        guard let id else { return }
        var follower = Follower(offset: all ? 0 : end)
        while true {
            // Asked before the output: what was printed until the end is read after it.
            let sessions = try source.ask(.session(.list(all: true))) { response in
                if case .sessions(let sessions) = response { sessions } else { nil }
            }
            let info = sessions.first { $0.number == id }
            var isMore = true
            while isMore {
                let output = try source.ask(.history(.output(session: id, from: follower.offset))) {
                    response in
                    if case .recordedOutput(let output) = response { output } else { nil }
                }
                follower.lines(of: output, now: Clock.now).forEach { print($0) }
                isMore = !output.runs.isEmpty
            }
            if let info { follower.lines(of: info, now: Clock.now).forEach { print($0) } }
            CallingTerminal.flush()
            guard let info, !info.state.isEnded else { return }
            Clock.pause(milliseconds: Self.pause)
        }
    }
}

/// Makes lines of what is new.
struct Follower {
    /// Where the output goes on that was not seen yet.
    private(set) var offset: UInt64
    private var last: String?

    init(offset: UInt64) {
        self.offset = offset
    }

    /// The time, the offset, and up to a line of what was printed, every byte of it visible.
    mutating func lines(of output: RecordedOutput, now: Timestamp) -> [String] {
        var lines: [String] = []
        for run in output.runs {
            if run.offset > offset {
                lines.append("\(now) \(offset) \(run.offset - offset) bytes are gone")
            }
            var start = run.offset
            for line in Self.cut(run.bytes) {
                lines.append("\(now) \(start) \(VisibleBytes.text(line))")
                start &+= UInt64(line.count)
            }
            offset = max(offset, start)
        }
        return lines
    }

    /// The state with its reason and what it needs a person for, when that is news.
    mutating func lines(of info: SessionInfo, now: Timestamp) -> [String] {
        var words = [info.state.rawValue]
        if let reason = info.reason { words.append("(\(reason))") }
        if let attention = info.attention { words.append("\(attention.kind.rawValue): \(attention.text)") }
        if let program = info.program { words.append("program \(program)") }
        let state = Table.printable(words.joined(separator: " "))
        guard state != last else { return [] }
        last = state
        return ["\(now) \(offset) -- \(state)"]
    }

    /// After each newline, and after so many bytes.
    private static func cut(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var (lines, rest) = ([ArraySlice<UInt8>](), bytes[...])
        while !rest.isEmpty {
            let end =
                rest.prefix(1000).firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.startIndex
                + min(1000, rest.count)
            lines.append(rest[..<end])
            rest = rest[end...]
        }
        return lines
    }
}
