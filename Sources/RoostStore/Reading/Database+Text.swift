import GRDB
import RoostModel

extension Database {
    /// Reads the lines of a session's output that begin at `start` or later and before `end`.
    ///
    /// Without an end it reads to the last line, which may be unfinished.
    func forEachLine(
        of session: SessionID, from start: UInt64, to end: UInt64?,
        _ body: (OutputText.Line, Timestamp) throws -> Void
    ) throws {
        var (rest, at) = try forEachFinishedLine(of: session, from: start, to: end, body)
        guard end == nil else { return }
        for line in rest.finish() where line.offset >= start { try body(line, at) }
    }

    /// Like ``forEachLine(of:from:to:_:)`` without the unfinished line, which it gives back with its time.
    func forEachFinishedLine(
        of session: SessionID, from start: UInt64, to end: UInt64?,
        _ body: (OutputText.Line, Timestamp) throws -> Void
    ) throws -> (rest: OutputText, at: Timestamp) {
        // The block with the place, and two before it: a stream that is entered in the middle needs one block
        // to find the start of a line, and whether there is a gap before that one is seen at the other.
        let before = try Row.fetchAll(
            self,
            sql: """
                SELECT offset, length, mode FROM output WHERE session = ? AND offset <= ?
                ORDER BY offset DESC LIMIT 3
                """,
            arguments: [session.stored, Int64(clamping: start)])
        let entry = before.prefix(2).last
        let preceding = before.count == 3 ? before.last : nil
        var position = entry?.offset("offset") ?? 0
        var text = OutputText(
            offset: position, entering: entry?.int("mode").flatMap(StreamMode.init(rawValue:)) ?? .text,
            isSynchronized: preceding?.blockEnd != position)
        var at = Timestamp(milliseconds: 0)
        var isAtEnd = false
        func give(_ lines: [OutputText.Line]) throws {
            for line in lines where line.offset >= start && !isAtEnd {
                isAtEnd = line.offset >= end ?? .max
                if !isAtEnd { try body(line, at) }
            }
        }
        let rows = try Row.fetchCursor(
            self, sql: "SELECT * FROM output WHERE session = ? AND offset >= ? ORDER BY offset",
            arguments: [session.stored, Int64(clamping: position)])
        while !isAtEnd, let row = try rows.next() {
            guard let offset = row.offset("offset"), let bytes = row.unpacked else { continue }
            at = row.time("at") ?? at
            if offset != position {
                try give(text.finish())
                let mode = row.int("mode").flatMap(StreamMode.init(rawValue:)) ?? .text
                text = OutputText(offset: offset, entering: mode, isSynchronized: true)
            }
            position = offset &+ UInt64(bytes.count)
            try give(text.append(bytes))
        }
        return (text, at)
    }
}

extension Row {
    /// Where a block of output ends.
    var blockEnd: UInt64? {
        guard let start = offset("offset"), let length = offset("length") else { return nil }
        return start &+ length
    }
}
