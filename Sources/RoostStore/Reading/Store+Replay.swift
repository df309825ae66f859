import GRDB
package import RoostModel

// What a server needs to bring a session back, besides snapshots and output.
extension Store {
    /// The sizes that a session's terminal got before the bytes at these offsets, in order.
    ///
    /// They are events of the kind `resize` with the text `ROWS COLUMNS`.
    package func resizes(
        session: SessionID, from offset: UInt64
    ) throws(StoreError) -> [(offset: UInt64, rows: Int, columns: Int)] {
        let rows = try read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT offset, text FROM events
                    WHERE session = ? AND kind = 'resize' AND offset >= ? ORDER BY id
                    """,
                arguments: [session.stored, Int64(clamping: offset)])
        }
        return rows.compactMap { row in
            let size = (row.text("text") ?? "").split(separator: " ").compactMap { Int($0) }
            guard let offset = row.offset("offset"), size.count == 2 else { return nil }
            return (offset, size[0], size[1])
        }
    }

    /// The number of a session's newest command or prompt; nil when it had none.
    package func lastCommand(session: SessionID) throws(StoreError) -> Int64? {
        try read {
            try Row.fetchOne(
                $0, sql: "SELECT max(id) AS id FROM commands WHERE session = ?", arguments: [session.stored])?
                .int64("id")
        }
    }
}
