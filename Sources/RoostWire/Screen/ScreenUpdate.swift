public import RoostTerminal

/// What changed on a session's screen since the update before: state, not a stream.
///
/// Body of ``FrameKind/screen``, little-endian: session `u64`, sequence `u64`, rows `u16`, columns `u16`,
/// cursor row `u16`, cursor column `u16`, flags `u16` (1 cursor visible, 2 cursor blinks, 4 alternate screen,
/// 8 reverse video, 16 the cursor has a colour), cursor shape `u8`, its red, green and blue if it has a colour, first scrollback line `u64`, line after the last `u64`,
/// input modes as `InputModes.encode(into:)`, number of row changes `u16`, then for each: row `u16`,
/// kind `u8` (0: a line follows as `Line.encode(into:)`; 1: the old row `u16` moves here).
/// Rows that are not named stay. Moves read the rows as they were before this update.
public struct ScreenUpdate: Hashable, Sendable {
    /// How one row changed.
    public enum RowChange: Hashable, Sendable {
        /// New content.
        case line(Line)
        /// The content that another row had before.
        case moved(from: Int)
    }

    /// The session's number.
    public var session: UInt64
    /// Grows with each update of a session to a client; echoed by the acknowledgement.
    public var sequence: UInt64
    /// The screen's size in cells.
    public var size: TerminalSize
    /// Where the cursor is, and how it looks.
    public var cursor: Cursor
    /// What the program painted the cursor with; anything but 24 bits counts as the standard colour.
    public var cursorColor: Color
    /// The program draws on the alternate screen: it has no scrollback of its own.
    public var isAlternateScreen: Bool
    /// DECSCNM: foreground and background are exchanged.
    public var isReverseVideo: Bool
    /// The numbers of the scrollback lines that exist.
    public var scrollback: Range<Int>
    /// What the program wants to hear of keys and mouse.
    public var inputModes: InputModes
    /// Row and change, in rising order of rows.
    public var rows: [(row: Int, change: RowChange)]

    /// Makes an update; see the fields.
    public init(
        session: UInt64, sequence: UInt64, size: TerminalSize, cursor: Cursor,
        cursorColor: Color = .standard, isAlternateScreen: Bool, isReverseVideo: Bool,
        scrollback: Range<Int>, inputModes: InputModes, rows: [(row: Int, change: RowChange)]
    ) {
        self.session = session
        self.sequence = sequence
        self.size = size
        self.cursor = cursor
        self.cursorColor = cursorColor
        self.isAlternateScreen = isAlternateScreen
        self.isReverseVideo = isReverseVideo
        self.scrollback = scrollback
        self.inputModes = inputModes
        self.rows = rows
    }

    /// Compares field by field.
    public static func == (one: ScreenUpdate, other: ScreenUpdate) -> Bool {
        one.header == other.header && one.rows.map(\.row) == other.rows.map(\.row)
            && one.rows.map(\.change) == other.rows.map(\.change)
    }

    /// Hashes what is cheap to hash.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(session)
        hasher.combine(sequence)
    }

    private var header: [UInt8] {
        var writer = ByteWriter()
        writeHeader(into: &writer)
        return writer.bytes
    }

    private func writeHeader(into writer: inout ByteWriter) {
        writer.write(session)
        writer.write(sequence)
        for number in [size.rows, size.columns, cursor.row, cursor.column] {
            writer.write(UInt16(clamping: number))
        }
        var flags: UInt16 = 0
        if cursor.isVisible { flags |= 1 }
        if cursor.blinks { flags |= 2 }
        if isAlternateScreen { flags |= 4 }
        if isReverseVideo { flags |= 8 }
        var parts: [UInt8] = []
        if case .rgb(let red, let green, let blue) = cursorColor {
            flags |= 16
            parts = [red, green, blue]
        }
        writer.write(flags)
        writer.write(cursor.shape.rawValue)
        writer.write(bytes: parts)
        writer.write(UInt64(scrollback.lowerBound))
        writer.write(UInt64(scrollback.upperBound))
        var modes: [UInt8] = []
        inputModes.encode(into: &modes)
        writer.write(bytes: modes)
    }

    /// The body of a frame.
    public var encoded: [UInt8] {
        var writer = Builder(header: self, capacity: 256)
        for (row, change) in rows {
            switch change {
            case .line(let line): writer.appendLine(row: row) { line.encode(into: &$0) }
            case .moved(let from): writer.appendMove(row: row, from: from)
            }
        }
        return writer.finish()
    }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        session = try reader.readUInt64()
        sequence = try reader.readUInt64()
        size = TerminalSize(rows: Int(try reader.readUInt16()), columns: Int(try reader.readUInt16()))
        let row = Int(try reader.readUInt16())
        let column = Int(try reader.readUInt16())
        let flags = try reader.readUInt16()
        guard let shape = CursorShape(rawValue: try reader.readUInt8()) else {
            throw .malformed("cursor shape")
        }
        cursor = Cursor(
            row: row, column: column, isVisible: flags & 1 != 0, shape: shape, blinks: flags & 2 != 0)
        cursorColor = .standard
        if flags & 16 != 0 {
            cursorColor = .rgb(try reader.readUInt8(), try reader.readUInt8(), try reader.readUInt8())
        }
        isAlternateScreen = flags & 4 != 0
        isReverseVideo = flags & 8 != 0
        let first = try reader.readUInt64()
        let end = try reader.readUInt64()
        guard first <= end, end <= UInt64(Int.max) else { throw .malformed("scrollback range") }
        scrollback = Int(first)..<Int(end)
        do {
            inputModes = try reader.readRest { slice throws(InputModesError) in
                try InputModes(decoding: &slice)
            }
        } catch {
            throw .malformed("input modes")
        }
        rows = []
        for _ in 0..<(try reader.readUInt16()) {
            let row = Int(try reader.readUInt16())
            guard row < size.rows else { throw .malformed("row \(row) of \(size.rows)") }
            switch try reader.readUInt8() {
            case 0:
                do {
                    let line = try reader.readRest { slice throws(LineDecodingError) in
                        try Line(decoding: &slice)
                    }
                    rows.append((row, .line(line)))
                } catch {
                    throw .malformed("line")
                }
            case 1: rows.append((row, .moved(from: Int(try reader.readUInt16()))))
            case let kind: throw .malformed("row change \(kind)")
            }
        }
    }
}

extension ScreenUpdate {
    /// Writes a body row by row, so that the server's hot path needs no `Line` values.
    public struct Builder: Sendable {
        private var bytes: [UInt8]
        private let countOffset: Int
        private var count: UInt16 = 0

        /// Begins with the fields of `header`, whose `rows` are not looked at.
        public init(header: ScreenUpdate, capacity: Int) {
            var writer = ByteWriter(capacity: capacity)
            header.writeHeader(into: &writer)
            countOffset = writer.bytes.count
            writer.write(UInt16(0))
            bytes = writer.bytes
        }

        private mutating func append(row: Int, kind: UInt8) {
            count += 1
            bytes.append(UInt8(truncatingIfNeeded: row))
            bytes.append(UInt8(truncatingIfNeeded: row >> 8))
            bytes.append(kind)
        }

        /// Adds a row with new content; `encode` appends one encoded line.
        public mutating func appendLine(row: Int, _ encode: (inout [UInt8]) -> Void) {
            append(row: row, kind: 0)
            encode(&bytes)
        }

        /// Adds a row that takes what another row had.
        public mutating func appendMove(row: Int, from: Int) {
            append(row: row, kind: 1)
            bytes.append(UInt8(truncatingIfNeeded: from))
            bytes.append(UInt8(truncatingIfNeeded: from >> 8))
        }

        /// The whole body.
        public mutating func finish() -> [UInt8] {
            bytes[countOffset] = UInt8(truncatingIfNeeded: count)
            bytes[countOffset + 1] = UInt8(truncatingIfNeeded: count >> 8)
            return bytes
        }
    }
}

/// A client has shown an update: body of ``FrameKind/acknowledge``, session `u64`, sequence `u64`.
public struct ScreenAcknowledgement: Hashable, Sendable {
    /// The session's number.
    public var session: UInt64
    /// The update's.
    public var sequence: UInt64

    /// Makes one.
    public init(session: UInt64, sequence: UInt64) {
        self.session = session
        self.sequence = sequence
    }

    /// The body of a frame.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(session)
        writer.write(sequence)
        return writer.bytes
    }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        session = try reader.readUInt64()
        sequence = try reader.readUInt64()
    }
}
