import RoostModel

extension Writer {
    /// Output of a session that was left out.
    struct Gap {
        var range: Range<UInt64>
        var at: Timestamp
    }

    /// Whether a record still has its place in memory; output that has none becomes a gap.
    ///
    /// A gap ends when half of the memory is free: many short gaps would tell less than a long one.
    func hasRoom(for record: Store.Record, _ byteCount: Int, in inbox: inout Inbox) -> Bool {
        switch record {
        case .output(let session, let offset, let at, let bytes):
            let limit = inbox.gaps[session] == nil ? options.waitingBytes : options.waitingBytes / 2
            guard mayLeaveOut(inbox), inbox.pendingByteCount + byteCount > limit else {
                if let gap = inbox.gaps.removeValue(forKey: session) { inbox.add(gap.record(of: session)) }
                return true
            }
            let end = offset &+ UInt64(bytes.count)
            let start = min(inbox.gaps[session]?.range.lowerBound ?? offset, end)
            inbox.gaps[session] = Gap(range: start..<end, at: at)
            inbox.lostOutput[session] = end
            return false
        case .snapshot:
            return !mayLeaveOut(inbox) || inbox.pendingByteCount + byteCount <= options.waitingBytes
        default:
            return true
        }
    }

    private func mayLeaveOut(_ inbox: Inbox) -> Bool {
        options.overflow == .gap || inbox.isShort || !connection.isOpen
    }

    /// Puts gaps into the history as soon as there is room for more output.
    func endGaps(in inbox: inout Inbox) {
        guard !inbox.gaps.isEmpty, inbox.pendingByteCount <= options.waitingBytes / 2 else { return }
        for (session, gap) in inbox.gaps.sorted(by: { $0.key < $1.key }) {
            inbox.add(gap.record(of: session))
        }
        inbox.gaps = [:]
    }
}

extension Writer.Gap {
    /// The event that tells of it.
    func record(of session: SessionID) -> Store.Record {
        .event(
            EventRecord(
                session: session, at: at, .outputLost(bytes: range.upperBound - range.lowerBound),
                offset: range.lowerBound))
    }
}

extension Writer.Inbox {
    mutating func add(_ record: Store.Record) {
        add(record, record.byteCount)
    }

    mutating func add(_ record: Store.Record, _ byteCount: Int) {
        records.append(record)
        enqueued += 1
        pendingByteCount += byteCount
    }
}
