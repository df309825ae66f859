import GRDB
import RoostModel
import Synchronization

extension Writer {
    /// Commits and syncs what it can, then lets the file go; on the thread only.
    func close() {
        guard !work.withLock({ $0.isClosed }) else { return }
        _ = commitAll()
        let failure = work.withLock { work in
            defer {
                work.isClosed = true
                work.commitTime = nil
                work.openTime = nil
            }
            return sync(&work)
        }
        if let failure { tell(CommitReport(failure: failure)) }
        connection.close()
    }

    /// Takes everything that is not committed, in order.
    func takeUnstored() -> [Store.Record] {
        work.withLock { work in
            var records = work.batch?.items.compactMap(\.record) ?? []
            work.batch = nil
            records += work.records
            var lines = work.lines
            (work.records, work.lines) = ([], [])
            inbox.withLock { inbox in
                records += inbox.records
                lines += inbox.lines
                (inbox.records, inbox.lines) = ([], [])
                inbox.pendingByteCount = 0
            }
            records += lines
            return records
        }
    }
}

extension Batch.Item {
    /// The record that it was made of.
    fileprivate var record: Store.Record? {
        switch self {
        case .record(let record): record
        case .block(let block):
            block.packed.bytes(length: block.length).map {
                .output(session: block.session, offset: block.offset, at: block.at, bytes: $0)
            }
        case .snapshot(let snapshot):
            .snapshot(
                session: snapshot.session, offset: snapshot.offset, at: snapshot.at, bytes: snapshot.bytes,
                parts: snapshot.parts)
        }
    }
}

extension Packed {
    fileprivate func bytes(length: Int) -> [UInt8]? {
        Unpacker().unpack(stored, packing: packing.rawValue, length: length)
    }
}
