import RoostModel
import RoostPTY
import RoostStore

// From the journal to the store.
extension OutputPump {
    /// A coalescing window: how long output gathers before it goes to the store, one record for many small writes.
    private static let gatherTime = Duration.milliseconds(20)
    /// The same for little output, which the journal has meanwhile.
    ///
    /// A power cut may take a second: the store syncs a fifth of a second after its commit.
    static let trickleTime = Duration.milliseconds(400)
    /// The same for little output that nobody can see, such as a title that spins: a power cut takes what a pane would
    /// show again as it did.
    static let unseenTime = Duration.seconds(30)
    /// All sessions hand over little output at the same moments: ten that trickle make one transaction, not ten.
    private static let firstTick = ContinuousClock.now
    /// Up to so many bytes are little.
    private static let trickle: UInt64 = 4 << 10
    /// Bytes that go to the store at once.
    private static let gatherLimit: UInt64 = 256 << 10

    /// - Parameters:
    ///   - isSeen: The output has changed what a pane shows.
    ///   - hasGathered: It was left in the PTY until a common tick. Other sessions hand theirs over at that tick, too, so
    ///     another one to gather would cost its age and save nothing.
    ///   - now: When it was read.
    mutating func scheduleHandOver(
        isSeen: Bool, hasGathered: Bool = false, at now: ContinuousClock.Instant
    ) {
        if endOffset - handedOffset >= Self.gatherLimit {
            handOver()
        } else if isSeen, hasGathered || endOffset - handedOffset >= Self.trickle {
            storeDeadline = storeDeadline.earlier(now + Self.gatherTime)
        } else {
            let time = isSeen ? Self.trickleTime : Self.unseenTime
            storeDeadline = storeDeadline.earlier(Self.nextTick(of: time, after: now))
        }
    }

    static func nextTick(
        of time: Duration, after now: ContinuousClock.Instant
    ) -> ContinuousClock.Instant {
        let count = (firstTick.duration(to: now) / time).rounded(.down)
        return firstTick + time * (Int(count) + 1)
    }

    /// Hands all output so far to the store.
    mutating func handOver() {
        for output in takeUnstored() { store.enqueue(output) }
    }

    /// The same, and commands that begin or end there: what the store has of one it has of the other.
    mutating func handOver(with commands: [CommandRecord]) {
        var output = takeUnstored()
        let last = output.popLast()
        for earlier in output { store.enqueue(earlier) }
        store.enqueue(commands, after: last)
    }

    /// Copies what the journal has and the store was not given; more than one record only around a gap.
    private mutating func takeUnstored() -> [Store.Record] {
        storeDeadline = nil
        let end = endOffset
        guard options.keepsOutput else {
            handedOffset = end
            journal?.trim(upTo: end)
            tellKeeper()
            return []
        }
        var records: [Store.Record] = []
        while handedOffset < end, let start = journal?.firstKept(from: handedOffset), start < end,
            let bytes = journal?.bytes(from: start, upTo: end), !bytes.isEmpty
        {
            records.append(.output(session: session, offset: start, at: lastOutput, bytes: bytes))
            handedOffset = start + UInt64(bytes.count)
        }
        handedOffset = end
        return records
    }
}
