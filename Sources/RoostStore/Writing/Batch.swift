import GRDB
import RoostModel

/// Records on their way to one transaction: output in blocks of up to 64 KiB, compressed.
struct Batch {
    /// A block of one session's output.
    struct Block {
        let session: SessionID
        let offset: UInt64
        let at: Timestamp
        let length: Int
        let mode: StreamMode
        let compressed: CompressedBytes
    }

    /// A terminal's state.
    struct Snapshot {
        let session: SessionID
        let offset: UInt64
        let at: Timestamp
        let bytes: [UInt8]
        /// In ascending order, none in another.
        let parts: [SnapshotPart]
        /// What is left without the parts.
        let rest: CompressedBytes
    }

    enum Item {
        case record(Store.Record)
        case block(Block)
        case snapshot(Snapshot)
    }

    var items: [Item] = []
    /// Records that it was made of.
    var recordCount = 0
    /// What its records counted while they waited.
    var byteCount = 0
    /// Up to where each session's output goes that the batch has, blocks left out as stored before included.
    var ends: [SessionID: UInt64] = [:]
}

/// Where the stored output of a session ends, and how to read on from there.
struct StreamEnd {
    var offset: UInt64
    var mode: StreamMode
}

/// Makes batches.
///
/// Keeps, for each session that prints, where its stored output ends.
struct BatchMaker {
    /// Larger blocks hardly compress better, and every reader of a line has to decompress a whole one.
    static let blockSize = 65_536

    let compressor = Compressor()
    private var streams: [SessionID: StreamEnd] = [:]
    private var open: [SessionID: (offset: UInt64, at: Timestamp, bytes: [UInt8])] = [:]

    /// Prepares records, in order, for one transaction; `end` reads where a session's stored output ends.
    mutating func make(
        _ records: ArraySlice<Store.Record>, end: (SessionID) throws -> StreamEnd
    ) rethrows -> Batch {
        for case .output(let session, _, _, _) in records where streams[session] == nil {
            streams[session] = try end(session)
        }
        var batch = Batch()
        for record in records {
            batch.byteCount += record.byteCount
            switch record {
            case .output(let session, let offset, let at, let bytes):
                add(bytes[...], of: session, offset: offset, at: at, to: &batch)
            case .snapshot(let session, let offset, let at, let bytes, let parts):
                let parts = Self.usable(parts, of: bytes)
                let rest = compressor.compress(Self.rest(of: bytes, without: parts)[...])
                batch.items.append(
                    .snapshot(
                        .init(
                            session: session, offset: offset, at: at, bytes: bytes, parts: parts, rest: rest))
                )
            case .removeSession(let session):
                close(session, in: &batch)
                streams[session] = StreamEnd(offset: 0, mode: .text)
                batch.items.append(.record(record))
            default:
                batch.items.append(.record(record))
            }
        }
        for session in open.keys.sorted() { close(session, in: &batch) }
        return batch
    }

    private static func usable(_ parts: [SnapshotPart], of bytes: [UInt8]) -> [SnapshotPart] {
        var end = 0
        return parts.filter { part in
            let isUsable =
                part.range.lowerBound >= end && part.range.upperBound <= bytes.count && !part.range.isEmpty
            if isUsable { end = part.range.upperBound }
            return isUsable
        }
    }

    private static func rest(of bytes: [UInt8], without parts: [SnapshotPart]) -> [UInt8] {
        guard !parts.isEmpty else { return bytes }
        var rest: [UInt8] = []
        var start = 0
        for part in parts {
            rest += bytes[start..<part.range.lowerBound]
            start = part.range.upperBound
        }
        return rest + bytes[start...]
    }

    private mutating func add(
        _ bytes: ArraySlice<UInt8>, of session: SessionID, offset: UInt64, at: Timestamp,
        to batch: inout Batch
    ) {
        let stored = streams[session]?.offset ?? 0
        let end = max(stored, offset &+ UInt64(bytes.count))
        batch.ends[session] = end
        var offset = offset
        var rest = bytes
        if offset < stored {
            rest = rest.dropFirst(Int(clamping: stored - offset))
            offset = stored
        } else if offset > stored {
            close(session, in: &batch)
            streams[session]?.mode = .text
        }
        guard !rest.isEmpty else { return }
        streams[session]?.offset = end
        while !rest.isEmpty {
            var block = open.removeValue(forKey: session) ?? (offset, at, [])
            let part = rest.prefix(Self.blockSize - block.bytes.count)
            rest = rest.dropFirst(part.count)
            offset &+= UInt64(part.count)
            if part.count == Self.blockSize {
                append(part, of: session, offset: block.offset, at: at, to: &batch)
                continue
            }
            block.bytes += part
            open[session] = block
            if block.bytes.count >= Self.blockSize { close(session, in: &batch) }
        }
    }

    private mutating func close(_ session: SessionID, in batch: inout Batch) {
        guard let block = open.removeValue(forKey: session) else { return }
        append(block.bytes[...], of: session, offset: block.offset, at: block.at, to: &batch)
    }

    /// Packs a block that is whole.
    private mutating func append(
        _ bytes: ArraySlice<UInt8>, of session: SessionID, offset: UInt64, at: Timestamp,
        to batch: inout Batch
    ) {
        let mode = streams[session]?.mode ?? .text
        streams[session]?.mode = mode.after(bytes.span)
        batch.items.append(
            .block(
                .init(
                    session: session, offset: offset, at: at, length: bytes.count, mode: mode,
                    compressed: compressor.compress(bytes))))
    }
}
