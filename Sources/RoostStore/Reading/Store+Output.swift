import GRDB
package import RoostModel

extension Store {
    /// Gives the snapshots of a session that are whole, newest first, until one is taken.
    ///
    /// Costs some milliseconds for each: only those that are given are put together.
    ///
    /// - Parameters:
    ///   - session: Whose they are.
    ///   - adopt: Gets the offset of the output that a snapshot stands at, and its bytes; true takes it.
    /// - Throws: ``StoreError`` when the database cannot be read.
    package func offerSnapshots(
        of session: SessionID, to adopt: (_ offset: UInt64, _ bytes: [UInt8]) -> Bool
    ) throws(StoreError) {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT * FROM snapshots WHERE session = ? ORDER BY id DESC",
                arguments: [session.stored])
            let decompressor = Decompressor()
            while let row = try rows.next() {
                guard let offset = row.offset("offset"), let bytes = try database.whole(row, decompressor)
                else {
                    report(damage: "a snapshot of session \(session) cannot be read")
                    continue
                }
                if adopt(offset, bytes) { return }
            }
        }
    }

    /// Stored output from a place on, in blocks that follow each other; at most `limitBytes` in all.
    ///
    /// A block that is damaged is left out and said by ``damage``: offsets then have a gap.
    package func output(
        session: SessionID, from: UInt64, limitBytes: Int
    ) throws(StoreError) -> [(offset: UInt64, at: Timestamp, bytes: [UInt8])] {
        try read { database in
            var result: [(offset: UInt64, at: Timestamp, bytes: [UInt8])] = []
            var room = limitBytes
            let decompressor = Decompressor()
            let start = try Row.fetchOne(
                database, sql: "SELECT max(offset) AS offset FROM output WHERE session = ? AND offset <= ?",
                arguments: [session.stored, Int64(clamping: from)])?.int64("offset")
            let rows = try Row.fetchCursor(
                database, sql: "SELECT * FROM output WHERE session = ? AND offset >= ? ORDER BY offset",
                arguments: [session.stored, start ?? 0])
            while room > 0, let row = try rows.next() {
                guard let block = block(row, of: session, by: decompressor) else { continue }
                let skipped = from > block.offset ? Int(clamping: from - block.offset) : 0
                let part = block.bytes.dropFirst(skipped).prefix(room)
                guard !part.isEmpty else { continue }
                room -= part.count
                result.append((block.offset &+ UInt64(skipped), block.at, Array(part)))
            }
            return result
        }
    }

    /// Up to where a session's output is committed, in bytes since its start.
    package func outputEnd(session: SessionID) throws(StoreError) -> UInt64 {
        try read { try $0.outputEnd(of: session) }
    }

    /// Unpacks a row of `output`.
    func block(_ row: Row, of session: SessionID, by decompressor: Decompressor) -> OutputBlock? {
        let block = row.outputBlock(by: decompressor)
        if block == nil { report(damage: "a part of the output of session \(session) cannot be read") }
        return block
    }
}

extension Row {
    /// The content of a row with `packing`, `length` and `bytes`.
    func decompressed(by decompressor: Decompressor) -> [UInt8]? {
        guard let packing = int("packing"), let length = int("length"), let bytes = blob("bytes") else {
            return nil
        }
        return decompressor.decompress(bytes, packing: packing, length: length)
    }
}

extension Database {
    func outputEnd(of session: SessionID) throws -> UInt64 {
        let row = try Row.fetchOne(
            self, sql: "SELECT offset, length FROM output WHERE session = ? ORDER BY offset DESC LIMIT 1",
            arguments: [session.stored])
        return row?.blockEnd ?? 0
    }

    /// The end of a session's output and how the stream goes on there.
    func streamEnd(of session: SessionID) throws -> StreamEnd {
        let row = try Row.fetchOne(
            self, sql: "SELECT * FROM output WHERE session = ? ORDER BY offset DESC LIMIT 1",
            arguments: [session.stored])
        guard let row, let end = row.blockEnd else { return StreamEnd(offset: 0, mode: .text) }
        let bytes = row.decompressed(by: Decompressor()) ?? []
        return StreamEnd(offset: end, mode: row.streamMode.after(bytes.span))
    }
}
