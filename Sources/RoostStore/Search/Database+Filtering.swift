import Foundation
import GRDB
import RoostModel

extension Database {
    /// Makes filters for the finished lines from a place on where a line begins, through the block that has the
    /// byte before `end`; of a line that goes on there, through its end.
    ///
    /// - Returns: Where the next line begins.
    func filter(_ session: SessionID, from start: UInt64, through end: UInt64) throws -> UInt64 {
        let first = try Row.fetchOne(
            self,
            sql: """
                SELECT offset, length, mode FROM output WHERE session = ? AND offset <= ?
                ORDER BY offset DESC LIMIT 1
                """,
            arguments: [session.stored, Int64(clamping: start)])
        let firstOffset = first?.offset("offset") ?? 0
        // Where a line begins the stream is in text, except behind a picture without end.
        let isInText = first?.streamMode ?? .text == .text || firstOffset < start
        let entry = isInText ? (start, .text, true) : try entry(to: session, at: start)
        var parser = LineParser(
            to: FilterMaker(from: start), offset: entry.offset, entering: entry.mode,
            isSynchronized: entry.isSynchronized)
        return try makeFilters(of: session, from: isInText ? firstOffset : entry.offset, with: &parser) {
            $0.offset >= end && $0.lineOffset > start
        }
    }

    /// Reads output from the block on that begins at `offset`, until it `isDone`, and stores a filter for each 64 KiB.
    private func makeFilters(
        of session: SessionID, from offset: UInt64, with parser: inout LineParser<FilterMaker>,
        until isDone: (borrowing LineParser<FilterMaker>) -> Bool
    ) throws -> UInt64 {
        let rows = try Row.fetchCursor(
            self, sql: "SELECT * FROM output WHERE session = ? AND offset >= ? ORDER BY offset",
            arguments: [session.stored, Int64(clamping: offset)])
        let decompressor = Decompressor()
        while let row = try rows.next() {
            guard let block = row.outputBlock(by: decompressor), block.end > parser.offset else { continue }
            parser.take(block)
            if isDone(parser) { break }
            if let start = parser.sink.part?.start, block.end &- start >= UInt64(BatchMaker.blockSize) {
                try endPart(of: session, in: &parser)
            }
        }
        return try endPart(of: session, in: &parser)
    }

    /// Stores the filter that is ready.
    ///
    /// - Returns: Where the next line begins.
    @discardableResult
    private func endPart(of session: SessionID, in parser: inout LineParser<FilterMaker>) throws -> UInt64 {
        let end = max(parser.sink.start, parser.lineOffset)
        guard let part = parser.sink.part else { return end }
        try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO filters (session, start_offset, end_offset, at, bits)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            session.stored, Int64(clamping: part.start), Int64(clamping: end),
            part.at.milliseconds, Data(part.filter.stored()),
        ])
        parser.sink.endPart()
        return end
    }
}
