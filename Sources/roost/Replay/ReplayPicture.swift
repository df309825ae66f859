import RoostClient
import RoostTerminal

/// The session's screen at some step of a replay: an emulator that is fed what came before it.
///
/// To go back it begins at the nearest of some states that it kept on its way.
final class ReplayPicture {
    /// A state after the first steps.
    private struct Checkpoint {
        let step: Int
        let snapshot: [UInt8]
    }

    private static let checkpointLimit = 64
    /// Bytes of output that are read and fed at once.
    private static let largestPart: UInt64 = 256 << 10

    private let timeline: ReplayTimeline
    private let options: TerminalOptions
    private(set) var terminal: Terminal
    /// Steps that the terminal has been through.
    private(set) var step = 0
    private var checkpoints: [Checkpoint] = []
    /// Bytes between two checkpoints.
    private var distance = 1 << 20
    private var bytesSinceCheckpoint = 0

    init(_ timeline: ReplayTimeline) {
        self.timeline = timeline
        var options = TerminalOptions()
        // Lines come back from there when the screen grows; nobody scrolls.
        options.scrollbackLimit = 4000
        self.options = options
        terminal = Self.blank(timeline, options)
    }

    private static func blank(_ timeline: ReplayTimeline, _ options: TerminalOptions) -> Terminal {
        Terminal(
            size: TerminalSize(rows: timeline.size.rows, columns: timeline.size.columns), options: options)
    }

    /// Goes towards a step, forward or back.
    ///
    /// - Parameters:
    ///   - target: How many steps are to be shown.
    ///   - budget: Bytes to feed at most, about.
    ///   - read: Gives the output of a range.
    /// - Returns: Whether it is there; otherwise call again.
    /// - Throws: What `read` throws; the picture is whole then, at an earlier step.
    func show(
        _ target: Int, budget: Int, read: (Range<UInt64>) throws(ClientError) -> [UInt8]
    ) throws(ClientError) -> Bool {
        if target < step { goBack(to: target) }
        var budget = budget
        while step < target {
            guard budget > 0 else { return false }
            let first = timeline.steps[step]
            guard !first.isResize else {
                terminal.resize(to: TerminalSize(rows: Int(first.rows), columns: Int(first.columns)))
                step += 1
                continue
            }
            var last = step
            while last + 1 < target, !timeline.steps[last + 1].isResize,
                timeline.steps[last + 1].offset == timeline.steps[last].end,
                timeline.steps[last + 1].end - first.offset <= Self.largestPart
            {
                last += 1
            }
            let bytes = try read(first.offset..<timeline.steps[last].end)
            terminal.feed(bytes)
            // Nobody is there to be answered.
            _ = terminal.takeReplies()
            _ = terminal.takeEvents()
            step = last + 1
            budget -= bytes.count
            noteProgress(bytes.count)
        }
        return true
    }

    private func goBack(to target: Int) {
        bytesSinceCheckpoint = 0
        if let index = checkpoints.lastIndex(where: { $0.step <= target }),
            let restored = try? Terminal(snapshot: checkpoints[index].snapshot, options: options)
        {
            terminal = restored
            step = checkpoints[index].step
        } else {
            terminal = Self.blank(timeline, options)
            step = 0
        }
    }

    /// Keeps a state now and then; when there are many, every second one, at twice the distance.
    private func noteProgress(_ byteCount: Int) {
        bytesSinceCheckpoint += byteCount
        guard bytesSinceCheckpoint >= distance, step > checkpoints.last?.step ?? 0 else { return }
        bytesSinceCheckpoint = 0
        checkpoints.append(Checkpoint(step: step, snapshot: terminal.encodeSnapshot()))
        guard checkpoints.count > Self.checkpointLimit else { return }
        checkpoints = stride(from: 1, to: checkpoints.count, by: 2).map { checkpoints[$0] }
        distance *= 2
    }
}
