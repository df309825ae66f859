import RoostTestSupport
private import Glibc
import RoostTerminal

/// Programs' bytes on a terminal, its sizes, and saving it in between.
///
/// The case's variant is two bits: 1, checksums are allowed; 2, a second terminal gets the same bytes one at
/// a time, or cut at random, and has to end in the same state.
enum TerminalTarget {
    static func options(of input: FuzzCase) -> TerminalOptions {
        var options = TerminalOptions()
        options.scrollbackLimit = input.limit
        options.allowChecksum = input.variant & 1 != 0
        return options
    }

    static func run(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        let (state, hash) = try play(input, &features)
        guard input.variant & 2 != 0 else { return }
        let (other, otherHash) = try playSplit(input)
        try require(state.isSame(as: other), "other splits and no restores lead to another state")
        try require(hash == otherHash, "other splits and no restores lead to other replies or events")
    }

    /// Every step at once, all checks behind each.
    private static func play(
        _ input: FuzzCase, _ features: inout FeatureSet
    ) throws(Violation) -> (TerminalState, Int) {
        let options = options(of: input)
        var terminal = Terminal(
            size: TerminalSize(rows: input.rows, columns: input.columns), options: options)
        var observer = TerminalObserver(input)
        var tracer = SequenceTracer()
        for (index, step) in input.steps.enumerated() {
            let context = TerminalObserver.context(terminal)
            let start = clock()
            try apply(step, to: &terminal, options)
            try checkTime(clock() - start, step, terminal)
            if case .bytes(let bytes) = step { tracer.read(bytes, context: context, &features) }
            try observer.check(&terminal, after: step, isLast: index == input.steps.count - 1, &features)
        }
        return (TerminalState(terminal), observer.outputHash)
    }

    static func apply(
        _ step: FuzzCase.Step, to terminal: inout Terminal, _ options: TerminalOptions
    ) throws(Violation) {
        switch step {
        case .bytes(let bytes): terminal.feed(bytes)
        case .resize(let rows, let columns): terminal.resize(to: TerminalSize(rows: rows, columns: columns))
        case .flush:
            terminal.endSynchronization()
            terminal.reportColorScheme(isDark: true)
        case .restore:
            let snapshot = terminal.encodeSnapshot()
            let before = TerminalState(terminal)
            let restored: Terminal
            do throws(SnapshotError) {
                restored = try Terminal(snapshot: snapshot, options: options)
            } catch {
                throw Violation("a snapshot does not restore: \(error)")
            }
            try require(before.isSame(as: TerminalState(restored)), "a snapshot restores another state")
            terminal = restored
        }
    }

    /// Nothing is quadratic: a step takes a time that its bytes, the screen and the scrollback bound.
    ///
    /// The bound is generous: it is there for what takes minutes, not for what takes twice as long.
    private static func checkTime(
        _ ticks: Int, _ step: FuzzCase.Step, _ terminal: borrowing Terminal
    ) throws(Violation) {
        let seconds = Double(ticks) / 1e6
        guard seconds > 2 else { return }
        let cells = Double(terminal.size.rows * terminal.size.columns)
        let byteCount = if case .bytes(let bytes) = step { bytes.count } else { 0 }
        let bound =
            2 + Double(byteCount) * (cells + 1000) * 2e-9 + Double(terminal.scrollbackRange.count) * 1e-4
        try require(seconds < bound, "a step of \(byteCount) bytes took \(seconds) s of CPU time")
    }

    /// The same without restores, and in other pieces.
    private static func playSplit(_ input: FuzzCase) throws(Violation) -> (TerminalState, Int) {
        let options = options(of: input)
        var random = SeededGenerator(seed: input.seed ^ 0x5DEE_CE66)
        var terminal = Terminal(
            size: TerminalSize(rows: input.rows, columns: input.columns), options: options)
        var observer = TerminalObserver(input)
        var features = FeatureSet()
        let longest = input.byteCount <= 4096 ? random.pick([1, 1, 3, 17]) : random.size(8, 1000)
        for step in input.steps {
            let began = clock()
            switch step {
            case .bytes(let bytes):
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + 1 + random.below(longest))
                    terminal.feed(Array(bytes[start..<end]))
                    start = end
                }
            case .restore: break
            default: try apply(step, to: &terminal, options)
            }
            try checkTime(clock() - began, step, terminal)
            try observer.takeOutput(&terminal, &features)
        }
        terminal.checkInvariants()
        return (TerminalState(terminal), observer.outputHash)
    }
}
