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
        var (rest, at, _) = try forEachFinishedLine(of: session, from: start, to: end, body)
        guard end == nil else { return }
        for line in rest.finish() where line.offset >= start { try body(line, at) }
    }

    /// Like ``forEachLine(of:from:to:_:)`` without the unfinished line, which it gives back with its time.
    ///
    /// - Returns: `next` is where the first line begins that was not given.
    func forEachFinishedLine(
        of session: SessionID, from start: UInt64, to end: UInt64?,
        _ body: (OutputText.Line, Timestamp) throws -> Void
    ) throws -> (rest: OutputText, at: Timestamp, next: UInt64) {
        let entry = try entry(to: session, at: start)
        var position = entry.offset
        var text = OutputText(
            offset: position, entering: entry.mode, isSynchronized: entry.isSynchronized)
        var at = Timestamp(milliseconds: 0)
        var next: UInt64?
        func give(_ lines: [OutputText.Line]) throws {
            for line in lines where line.offset >= start && next == nil {
                if line.offset >= end ?? .max {
                    next = line.offset
                } else {
                    try body(line, at)
                }
            }
        }
        let rows = try Row.fetchCursor(
            self, sql: "SELECT * FROM output WHERE session = ? AND offset >= ? ORDER BY offset",
            arguments: [session.stored, Int64(clamping: position)])
        let decompressor = Decompressor()
        while next == nil, let row = try rows.next() {
            guard let offset = row.offset("offset"), let bytes = row.decompressed(by: decompressor) else {
                continue
            }
            at = row.time("at") ?? at
            if offset != position {
                try give(text.finish())
                text = OutputText(offset: offset, entering: row.streamMode, isSynchronized: true)
            }
            position = offset &+ UInt64(bytes.count)
            try give(text.append(bytes))
        }
        return (text, at, max(start, next ?? text.lineOffset))
    }

    /// Where to begin to read for the lines that begin at a place or later, and how the stream is entered there.
    func entry(
        to session: SessionID, at start: UInt64
    ) throws -> (offset: UInt64, mode: StreamMode, isSynchronized: Bool) {
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
        let offset = entry?.offset("offset") ?? 0
        return (offset, entry?.streamMode ?? .text, preceding?.blockEnd != offset)
    }
}

extension Database {
    /// The blocks with the lines that begin at `start`, where a line begins, or later and before `end`.
    func blocks(
        of session: SessionID, from start: UInt64, to end: UInt64, by decompressor: Decompressor
    ) throws -> [OutputBlock] {
        let statement = try cachedStatement(
            sql: """
                SELECT * FROM output WHERE session = ?1 AND offset < ?3 AND offset >= coalesce(
                    (SELECT max(offset) FROM output WHERE session = ?1 AND offset <= ?2), 0)
                ORDER BY offset
                """)
        let rows = try Row.fetchCursor(
            statement, arguments: [session.stored, Int64(clamping: start), Int64(clamping: end)])
        var blocks: [OutputBlock] = []
        while let row = try rows.next() {
            if let block = row.outputBlock(by: decompressor) { blocks.append(block) }
        }
        return blocks
    }

    /// Finds the lines with the words of a query between two places where lines begin.
    ///
    /// Cheaper than ``forEachLine(of:from:to:_:)``, which first has to find the start of a line and makes strings of
    /// all.
    func lines(
        with query: SearchQuery, of session: SessionID, in range: Range<UInt64>, by decompressor: Decompressor
    ) throws -> [(line: OutputText.Line, at: Timestamp)] {
        let blocks = try blocks(of: session, from: range.lowerBound, to: range.upperBound, by: decompressor)
        // A word may begin in one block and end in the next.
        var bytes: [UInt8] = []
        for block in blocks { bytes += block.bytes }
        guard let first = blocks.first, let last = blocks.last else { return [] }
        let finder = LineFinder(query, in: range)
        var parser =
            first.offset <= range.lowerBound
            ? LineParser(to: finder, offset: range.lowerBound, entering: .text, isSynchronized: true)
            // What lay before is gone.
            : LineParser(to: finder, offset: first.offset, entering: first.mode, isSynchronized: false)
        let hasGaps = last.end &- first.offset != UInt64(bytes.count)
        guard !hasGaps, first.offset <= range.lowerBound, range.lowerBound <= last.end else {
            guard query.mayBeIn(bytes) else { return [] }
            for block in blocks { parser.take(block) }
            parser.finish()
            return parser.sink.found
        }
        for piece in query.pieces(of: bytes, from: Int(range.lowerBound - first.offset)) {
            parser.enter(at: first.offset + UInt64(piece.lowerBound), entering: .text)
            for block in blocks { parser.take(block, before: first.offset + UInt64(piece.upperBound)) }
        }
        parser.finish()
        return parser.sink.found
    }
}

extension Row {
    /// Where a block of output ends.
    var blockEnd: UInt64? {
        guard let start = offset("offset"), let length = offset("length") else { return nil }
        return start &+ length
    }

    /// How a stream is entered where a block of output begins.
    var streamMode: StreamMode { int("mode").flatMap(StreamMode.init(rawValue:)) ?? .text }

    /// A block of output; nil when it is damaged.
    func outputBlock(by decompressor: Decompressor) -> OutputBlock? {
        guard let offset = offset("offset"), let bytes = decompressed(by: decompressor) else { return nil }
        return OutputBlock(
            offset: offset, at: time("at") ?? Timestamp(milliseconds: 0), mode: streamMode, bytes: bytes)
    }
}

/// A block of a session's output, decompressed.
struct OutputBlock {
    let offset: UInt64
    let at: Timestamp
    let mode: StreamMode
    let bytes: [UInt8]

    var end: UInt64 { offset &+ UInt64(bytes.count) }
}
