package import RoostModel
package import RoostWire

/// What a replay does, step by step: output and changes of size with the moments at which they are shown.
///
/// Two clocks: the wall's when it happened, and the playing time, in which nothing happens for
/// ``idleLimit`` at most. Both are milliseconds.
///
/// Invariant: offsets and playing times of the steps never go back.
package struct ReplayTimeline: Sendable {
    /// Bytes that are fed, or another size.
    package struct Step: Hashable, Sendable {
        /// Where its bytes begin in the session's output.
        package var offset: UInt64
        /// 0: the size changes.
        package var length: Int
        package var rows: Int32 = 0
        package var columns: Int32 = 0
        /// When it happened.
        package var at: Timestamp
        /// When it is shown.
        package var play: Int64

        package var isResize: Bool { length == 0 }
        package var end: UInt64 { offset &+ UInt64(length) }
    }

    /// A command or prompt, and the step that follows on its start.
    package struct Command: Hashable, Sendable {
        package var step: Int
        package var text: String
    }

    /// The longest time without output that is played, in milliseconds.
    package let idleLimit: Int64
    package private(set) var session = SessionID(rawValue: 0)
    package private(set) var name = ""
    package private(set) var command: [String] = []
    /// Of the terminal before the first step.
    package private(set) var size = (rows: 24, columns: 80)
    package private(set) var steps: [Step] = []
    package private(set) var commands: [Command] = []

    private var resizes: ArraySlice<RecordedResize> = []
    private var starts: ArraySlice<RecordedCommand> = []
    private var hasSize = false

    package init(idleLimit: Int64) {
        self.idleLimit = idleLimit
    }

    /// The playing time of the last step.
    package var duration: Int64 { steps.last?.play ?? 0 }

    /// Something was printed.
    package var hasOutput: Bool { steps.contains { !$0.isResize } }

    /// Takes the next part of the recording; with the last one the timeline is whole.
    package mutating func append(_ part: Recording) {
        (session, name, command) = (part.session, part.name, part.command)
        resizes += part.resizes
        starts += part.commands
        if !hasSize { takeFirstSize(part) }
        for block in part.blocks.list { append(block) }
        if part.next == nil {
            takeResizes(upTo: .max)
            takeCommands(upTo: .max)
        }
    }

    /// Gives up the steps so far, for who needs none of them again; their playing times begin anew.
    package mutating func takeSteps() -> [Step] {
        defer { steps = [] }
        return steps
    }

    /// The output may not begin with the session, if its oldest part was dropped.
    private mutating func takeFirstSize(_ part: Recording) {
        hasSize = true
        size = (part.rows, part.columns)
        if let first = resizes.first { size = (first.rows, first.columns) }
        let start = part.blocks.list.first?.offset ?? 0
        while let resize = resizes.first, resize.offset < start {
            size = (resize.rows, resize.columns)
            resizes.removeFirst()
        }
    }

    /// Cuts a block where the size changes and where a command starts.
    private mutating func append(_ block: RecordedBlock) {
        let end = block.offset &+ UInt64(block.length)
        var start = block.offset
        while start < end {
            takeResizes(upTo: start)
            takeCommands(upTo: start)
            let stop = min(end, resizes.first?.offset ?? end, starts.first?.offset ?? end)
            add(Step(offset: start, length: Int(stop - start), at: block.at, play: 0))
            start = stop
        }
    }

    private mutating func takeResizes(upTo offset: UInt64) {
        while let resize = resizes.first, resize.offset <= offset {
            add(
                Step(
                    offset: resize.offset, length: 0, rows: Int32(clamping: resize.rows),
                    columns: Int32(clamping: resize.columns), at: resize.at, play: 0))
            resizes.removeFirst()
        }
    }

    private mutating func takeCommands(upTo offset: UInt64) {
        while let start = starts.first, start.offset <= offset {
            commands.append(Command(step: steps.count, text: start.text))
            starts.removeFirst()
        }
    }

    private mutating func add(_ step: Step) {
        var step = step
        if let last = steps.last {
            step.play = last.play &+ min(max(step.at.milliseconds(since: last.at), 0), idleLimit)
        }
        steps.append(step)
    }

    // MARK: - Finding a place

    /// The first step that is shown later than a playing time.
    package func step(after play: Int64) -> Int {
        partition { $0.play <= play }
    }

    /// The first step that happened later than a moment.
    package func step(after moment: Timestamp) -> Int {
        partition { $0.at <= moment }
    }

    /// The step behind the one with a byte of the output.
    package func step(afterByteAt offset: UInt64) -> Int {
        partition { $0.offset <= offset }
    }

    /// The first step for which `isBefore` does not hold, when it holds for all before that.
    private func partition(_ isBefore: (Step) -> Bool) -> Int {
        var (low, high) = (0, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(steps[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
