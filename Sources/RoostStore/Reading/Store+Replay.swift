import GRDB
package import RoostModel

// What a server needs to bring a session back, besides snapshots and output.
extension Store {
    /// The sizes that a session's terminal got before the bytes at these offsets, in order.
    package func resizes(
        session: SessionID, from offset: UInt64
    ) throws(StoreError) -> [(offset: UInt64, rows: Int, columns: Int)] {
        let rows = try read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT * FROM events
                    WHERE session = ? AND kind = 'resize' AND offset >= ? ORDER BY id
                    """,
                arguments: [session.stored, Int64(clamping: offset)])
        }
        return rows.compactMap { row in
            guard let offset = row.offset("offset"),
                case .resized(let rows, let columns) = row.transition?.change
            else { return nil }
            return (offset, rows, columns)
        }
    }

    /// A part of what happened to a session's output and when: for a replay, without the output itself.
    ///
    /// - Parameters:
    ///   - session: Whose output.
    ///   - offset: Where the part begins: 0, or the ``OutputTimeline/next`` of the part before.
    ///   - limit: Blocks of output at most.
    /// - Returns: The blocks from there on with the sizes and commands that belong to their bytes; the last part
    ///   has those behind the last byte, too.
    /// - Throws: ``StoreError`` if the file cannot be read.
    /// - Complexity: O(`limit`) in index entries; no output is decompressed.
    package func timeline(
        session: SessionID, from offset: UInt64, limit: Int
    ) throws(StoreError) -> OutputTimeline {
        let limit = max(1, limit)
        return try read { database in
            var blocks = try Row.fetchAll(
                database,
                sql: """
                    SELECT offset, length, at FROM output WHERE session = ? AND offset >= ?
                    ORDER BY offset LIMIT ?
                    """,
                arguments: [session.stored, Int64(clamping: offset), limit + 1]
            ).compactMap(OutputTimeline.Block.init)
            let next = blocks.count > limit ? blocks.removeLast().offset : nil
            let range: StatementArguments = [
                session.stored, Int64(clamping: offset), next.map { Int64(clamping: $0) } ?? .max,
            ]
            let resizes = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM events
                    WHERE session = ? AND kind = 'resize' AND offset >= ? AND offset < ? ORDER BY offset, id
                    """,
                arguments: range)
            let commands = try Row.fetchAll(
                database,
                sql: """
                    SELECT offset, at, is_prompt, substr(text, 1, 100) AS text FROM commands
                    WHERE session = ? AND offset >= ? AND offset < ? ORDER BY offset, id
                    """,
                arguments: range)
            return OutputTimeline(
                blocks: blocks, resizes: resizes.compactMap(OutputTimeline.Resize.init),
                commands: try database.atTheirMarks(
                    commands.compactMap(OutputTimeline.Command.init), of: session),
                next: next)
        }
    }

    /// A session's newest command or prompt; nil when it had none.
    package func lastCommand(session: SessionID) throws(StoreError) -> CommandRecord? {
        try read {
            try Row.fetchOne(
                $0, sql: "SELECT * FROM commands WHERE session = ? ORDER BY id DESC LIMIT 1",
                arguments: [session.stored]
            ).flatMap { row in
                guard let id = row.int64("id"), let at = row.time("at"), let text = row.text("text")
                else { return nil }
                return CommandRecord(
                    session: session, id: id, at: at, isPrompt: row.int("is_prompt") == 1, text: text,
                    cwd: row.text("cwd"), durationMilliseconds: row.int64("duration_ms"),
                    exitCode: row.int32("exit_code"), offset: row.offset("offset") ?? 0)
            }
        }
    }
}

/// When a session's output came, and what happened between its bytes.
package struct OutputTimeline: Sendable {
    /// Bytes that were stored together.
    package struct Block: Hashable, Sendable {
        package var offset: UInt64
        package var length: Int
        /// When the first of them came; what came within the 40 ms after it is in the same block.
        package var at: Timestamp
    }

    /// The terminal got another size before the byte at an offset.
    package struct Resize: Hashable, Sendable {
        package var offset: UInt64
        package var rows: Int
        package var columns: Int
        package var at: Timestamp
    }

    /// A command or prompt that started at an offset, the beginning of its text.
    package struct Command: Hashable, Sendable {
        /// Before its first output.
        package var offset: UInt64
        package var text: String
        package var at: Timestamp
        /// Its shell says in the output where it starts.
        var isMarked: Bool
    }

    /// In order of their offsets; where output is gone there is a gap.
    package var blocks: [Block]
    package var resizes: [Resize]
    package var commands: [Command]
    /// Where the part that follows begins; nil: this is the last one.
    package var next: UInt64?
}

extension OutputTimeline.Block {
    fileprivate init?(_ row: Row) {
        guard let offset = row.offset("offset"), let length = row.int("length"), length > 0,
            let at = row.time("at")
        else { return nil }
        self.init(offset: offset, length: length, at: at)
    }
}

extension OutputTimeline.Resize {
    fileprivate init?(_ row: Row) {
        guard let offset = row.offset("offset"), let at = row.time("at"),
            case .resized(let rows, let columns) = row.transition?.change
        else { return nil }
        self.init(offset: offset, rows: rows, columns: columns, at: at)
    }
}

extension OutputTimeline.Command {
    fileprivate init?(_ row: Row) {
        guard let offset = row.offset("offset"), let at = row.time("at") else { return nil }
        self.init(offset: offset, text: row.text("text") ?? "", at: at, isMarked: row.int("is_prompt") == 0)
    }
}

extension Database {
    /// OSC 133 C: the command line is over, what follows is the command's output.
    private static let startMark = Array("\u{1B}]133;C".utf8)

    /// Commands with the offsets at which they start.
    ///
    /// Earlier versions stored up to where the output had been read when the start was noticed, and that read may
    /// have brought the first output of the command already.
    fileprivate func atTheirMarks(
        _ commands: [OutputTimeline.Command], of session: SessionID
    ) throws -> [OutputTimeline.Command] {
        var commands = commands
        var following = UInt64.max
        for index in commands.indices.reversed() {
            let stored = commands[index].offset
            var offset = min(stored, following)
            if commands[index].isMarked {
                offset = try lastStart(of: session, upTo: min(stored, following &- 1)) ?? offset
            }
            commands[index].offset = offset
            following = offset
        }
        return commands
    }

    /// The last mark that begins at a byte or before it, in the byte's block.
    private func lastStart(of session: SessionID, upTo last: UInt64) throws -> UInt64? {
        let row = try Row.fetchOne(
            self, sql: "SELECT * FROM output WHERE session = ? AND offset <= ? ORDER BY offset DESC LIMIT 1",
            arguments: [session.stored, Int64(clamping: last)])
        guard let row, let start = row.offset("offset"), let bytes = row.decompressed(by: Decompressor())
        else {
            return nil
        }
        let mark = Self.startMark
        var place = min(bytes.count - mark.count, Int(clamping: last - start))
        while place >= 0 {
            if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) {
                return start &+ UInt64(place)
            }
            place -= 1
        }
        // The end of a read is where the next block begins.
        return start == last && last > 0 ? try lastStart(of: session, upTo: last - 1) : nil
    }
}
