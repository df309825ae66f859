package import RoostModel

/// What there is to replay of a session: when its output came, not the output itself.
///
/// A part of it, if it is long: see ``next``.
package struct Recording: Codable, Hashable, Sendable {
    /// Whose it is.
    package var session: SessionID
    /// The session's name; ask for the next part by it.
    package var name: String
    /// The words of the command line.
    package var command: [String]
    /// The size that the terminal has now, or had last.
    package var rows: Int
    package var columns: Int
    /// When its output came.
    package var blocks: RecordedBlocks
    /// In order of their offsets.
    package var resizes: [RecordedResize]
    /// In order of their offsets.
    package var commands: [RecordedCommand]
    /// Where the next part begins, a byte offset of the output; nil: this is the last one.
    package var next: UInt64?

    package init(
        session: SessionID, name: String, command: [String], rows: Int, columns: Int, blocks: RecordedBlocks,
        resizes: [RecordedResize], commands: [RecordedCommand], next: UInt64?
    ) {
        self.session = session
        self.name = name
        self.command = command
        self.rows = rows
        self.columns = columns
        self.blocks = blocks
        self.resizes = resizes
        self.commands = commands
        self.next = next
    }
}

/// Output that came together.
package struct RecordedBlock: Hashable, Sendable {
    /// Bytes since the session's first output.
    package var offset: UInt64
    package var length: Int
    package var at: Timestamp

    package init(offset: UInt64, length: Int, at: Timestamp) {
        self.offset = offset
        self.length = length
        self.at = at
    }
}

/// Blocks in order of their offsets.
///
/// In JSON an array of three integers for each: bytes that are missing before it, its length, and the
/// milliseconds since the block before (for the first: since 1970 UTC).
package struct RecordedBlocks: Codable, Hashable, Sendable {
    package var list: [RecordedBlock]

    package init(_ list: [RecordedBlock] = []) {
        self.list = list
    }

    package init(from decoder: any Decoder) throws {
        let numbers = try decoder.singleValueContainer().decode([Int64].self)
        list = []
        list.reserveCapacity(numbers.count / 3)
        var (end, at) = (Int64(0), Int64(0))
        for index in stride(from: 0, to: numbers.count - numbers.count % 3, by: 3) {
            let (gap, length) = (numbers[index], numbers[index + 1])
            let (start, isTooFar) = end.addingReportingOverflow(gap)
            let (next, isTooLong) = start.addingReportingOverflow(length)
            guard gap >= 0, length > 0, !isTooFar, !isTooLong else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "blocks that overlap"))
            }
            at &+= numbers[index + 2]
            list.append(
                RecordedBlock(
                    offset: UInt64(start), length: Int(length), at: Timestamp(milliseconds: at)))
            end = next
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var numbers: [Int64] = []
        numbers.reserveCapacity(list.count * 3)
        var (end, at) = (Int64(0), Int64(0))
        for block in list {
            let start = Int64(clamping: block.offset)
            numbers += [start &- end, Int64(block.length), block.at.milliseconds &- at]
            end = start &+ Int64(block.length)
            at = block.at.milliseconds
        }
        var container = encoder.singleValueContainer()
        try container.encode(numbers)
    }
}

/// The terminal got another size before the byte at an offset.
package struct RecordedResize: Codable, Hashable, Sendable {
    package var offset: UInt64
    package var rows: Int
    package var columns: Int
    package var at: Timestamp

    package init(offset: UInt64, rows: Int, columns: Int, at: Timestamp) {
        self.offset = offset
        self.rows = rows
        self.columns = columns
        self.at = at
    }
}

/// A command or prompt that started before the byte at an offset.
package struct RecordedCommand: Codable, Hashable, Sendable {
    package var offset: UInt64
    /// The beginning of its text.
    package var text: String
    package var at: Timestamp

    package init(offset: UInt64, text: String, at: Timestamp) {
        self.offset = offset
        self.text = text
        self.at = at
    }
}
