import RoostModel
import RoostPTY
import RoostWire

/// Those who wait for a session to print more: each is told once.
struct OutputWaiters: Sendable {
    private var waiters: [UInt64: @Sendable () -> Void] = [:]

    var isEmpty: Bool { waiters.isEmpty }

    mutating func add(_ identifier: UInt64, _ found: @escaping @Sendable () -> Void) {
        waiters[identifier] = found
    }

    mutating func remove(_ identifier: UInt64) {
        waiters[identifier] = nil
    }

    /// There is more.
    mutating func tell() {
        for found in waiters.values { found() }
        waiters = [:]
    }
}

// Output as it comes.
extension Session {
    /// What there is of the output from an offset on.
    enum OutputPart: Sendable {
        case bytes(RecordedOutput.Run)
        /// The journal has it no more, or not yet again.
        case older
        /// Nothing: it ends here.
        case none(end: UInt64)
    }

    /// Where the output ends, after what was printed until now.
    func outputEnd() -> UInt64 {
        defer { settle() }
        catchUp()
        return pump.endOffset
    }

    /// Copies output out of the journal, what was printed until now included.
    func output(from offset: UInt64, limit: Int) -> OutputPart {
        let end = outputEnd()
        guard offset < end else { return .none(end: end) }
        let last = min(end, offset + UInt64(limit))
        guard pump.journal?.firstKept(from: offset) == offset,
            let bytes = pump.journal?.bytes(from: offset, upTo: last), !bytes.isEmpty
        else { return .older }
        return .bytes(.init(offset: offset, bytes: bytes))
    }

    /// The first byte from an offset on that the journal has; the end of the output if there is none.
    func firstKeptOutput(from offset: UInt64) -> UInt64 {
        pump.journal?.firstKept(from: offset) ?? pump.endOffset
    }

    /// Tells once when the output is longer than it was.
    func addOutputWaiter(_ identifier: UInt64, past offset: UInt64, found: @escaping @Sendable () -> Void) {
        guard pump.endOffset <= offset else { return found() }
        followers.add(identifier, found)
    }
}
