import GRDB
import RoostModel

// Snapshots: what is of one alone in its row, and the parts that several have apart.
extension Database {
    /// Stores a snapshot in the place of all but the newest whole one before it.
    ///
    /// The old ones go in the transaction that brings the new one, and with them the parts that no other has. An
    /// empty one is none and replaces nothing.
    ///
    /// - Returns: False for an empty one.
    func insert(_ snapshot: Batch.Snapshot, compressor: Compressor) throws -> Bool {
        guard !snapshot.bytes.isEmpty else { return false }
        let session = snapshot.session.stored
        let before = try Row.fetchAll(
            self, sql: "SELECT * FROM snapshots WHERE session = ? ORDER BY id DESC", arguments: [session])
        try run(
            "INSERT INTO snapshots (session, offset, at, length, packing, bytes) VALUES (?, ?, ?, ?, ?, ?)",
            [
                session, Int64(clamping: snapshot.offset), snapshot.at.milliseconds, snapshot.bytes.count,
                snapshot.rest.format.rawValue, snapshot.rest.stored,
            ])
        let number = lastInsertedRowID
        let decompressor = Decompressor()
        for part in snapshot.parts {
            try run(
                "INSERT INTO snapshot_places (snapshot, place, part) VALUES (?, ?, ?)",
                [
                    number, part.range.lowerBound,
                    try store(
                        snapshot.bytes[part.range], line: part.line, of: session, compressor: compressor,
                        decompressor: decompressor),
                ])
        }
        let kept = try before.firstIndex { try whole($0, decompressor)?.isEmpty == false }
        var hasGone = false
        for (index, row) in before.enumerated() where index != kept {
            try run("DELETE FROM snapshots WHERE id = ?", [row.int64("id")])
            hasGone = true
        }
        if hasGone {
            try run(
                """
                DELETE FROM snapshot_parts WHERE session = ?1 AND id NOT IN (
                    SELECT part FROM snapshot_places JOIN snapshots ON snapshots.id = snapshot
                    WHERE session = ?1)
                """, [session])
        }
        return true
    }

    /// Finds the part among those of the session, or stores it.
    ///
    /// - Returns: Its number.
    private func store(
        _ bytes: ArraySlice<UInt8>, line: Int, of session: Int64, compressor: Compressor,
        decompressor: Decompressor
    ) throws -> Int64? {
        let known = try Row.fetchAll(
            self,
            sql: """
                SELECT * FROM snapshot_parts WHERE session = ? AND line = ? AND length = ? ORDER BY id DESC
                """,
            arguments: [session, line, bytes.count])
        // A damaged one is none of them, and is not used again.
        if let same = known.first(where: { $0.decompressed(by: decompressor)?[...] == bytes }) {
            return same.int64("id")
        }
        let compressed = compressor.compress(bytes)
        try run(
            "INSERT INTO snapshot_parts (session, line, length, packing, bytes) VALUES (?, ?, ?, ?, ?)",
            [session, line, bytes.count, compressed.format.rawValue, compressed.stored])
        return lastInsertedRowID
    }

    /// The bytes of a snapshot, from its row and its parts; nil when it is damaged or a part is missing.
    func whole(_ snapshot: Row, _ decompressor: Decompressor) throws -> [UInt8]? {
        guard let packing = snapshot.int("packing"), let length = snapshot.int("length"), length >= 0,
            let stored = snapshot.blob("bytes"), let number = snapshot.int64("id")
        else { return nil }
        let parts = try Row.fetchAll(
            self,
            sql: """
                SELECT place, length, packing, bytes FROM snapshot_places
                JOIN snapshot_parts ON snapshot_parts.id = part WHERE snapshot = ? ORDER BY place
                """,
            arguments: [number])
        guard !parts.isEmpty else { return decompressor.decompress(stored, packing: packing, length: length) }
        var restLength = length
        for part in parts {
            guard let length = part.int("length"), (0...restLength).contains(length) else { return nil }
            restLength -= length
        }
        guard let rest = decompressor.decompress(stored, packing: packing, length: restLength) else {
            return nil
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        var start = 0
        for part in parts {
            guard let place = part.int("place"), let content = part.decompressed(by: decompressor),
                (bytes.count...bytes.count + rest.count - start).contains(place)
            else { return nil }
            let end = start + place - bytes.count
            bytes += rest[start..<end]
            bytes += content
            start = end
        }
        return bytes + rest[start...]
    }
}
