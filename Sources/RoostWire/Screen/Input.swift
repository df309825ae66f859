public import RoostTerminal

/// A key for a session: body of ``FrameKind/key``.
///
/// Little-endian: session `u64`, name text (`Key.name`), event `u8`, associated text, shifted scalar `u32`,
/// base scalar `u32` (0: none), modifiers `u8` (with the locks, which a name has no notation for), flags `u8`
/// (1: Alt came as an ESC before the key's own sequence).
public struct KeyInput: Hashable, Sendable {
    /// The session's number.
    public var session: UInt64
    /// The key, as the outer terminal reported it.
    public var key: Key

    /// Makes one.
    public init(session: UInt64, key: Key) {
        self.session = session
        self.key = key
    }

    /// The body of a frame.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(session)
        writer.write(text: key.name)
        writer.write(key.event.rawValue)
        writer.write(text: key.text ?? "")
        writer.write(key.shiftedScalar?.value ?? 0)
        writer.write(key.baseScalar?.value ?? 0)
        writer.write(key.modifiers.rawValue)
        writer.write(UInt8(key.hasEscapePrefix ? 1 : 0))
        return writer.bytes
    }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        session = try reader.readUInt64()
        let name = try reader.readText()
        guard var key = Key(name: name) else { throw .malformed("key \(name.debugDescription)") }
        guard let event = Key.Event(rawValue: try reader.readUInt8()) else { throw .malformed("key event") }
        key.event = event
        let text = try reader.readText()
        key.text = text.isEmpty ? nil : text
        let shifted = try reader.readUInt32()
        let base = try reader.readUInt32()
        key.shiftedScalar = shifted == 0 ? nil : Unicode.Scalar(shifted)
        key.baseScalar = base == 0 ? nil : Unicode.Scalar(base)
        key.modifiers = Modifiers(rawValue: try reader.readUInt8())
        key.hasEscapePrefix = try reader.readUInt8() & 1 != 0
        self.key = key
    }
}

/// A mouse event in a session's cells: body of ``FrameKind/mouse``.
///
/// Little-endian: session `u64`, action `u8` (0 press, 1 release, 2 move), button `u8` (0 none, 1 left,
/// 2 middle, 3 right, 4...7 wheel up, down, left, right, else 8 + number), row `u16`, column `u16`,
/// modifiers `u8`.
public struct MouseInput: Hashable, Sendable {
    /// The session's number.
    public var session: UInt64
    /// Row and column are those of the session's screen.
    public var event: MouseEvent

    /// Makes one.
    public init(session: UInt64, event: MouseEvent) {
        self.session = session
        self.event = event
    }

    private static let actions: [MouseEvent.Action] = [.press, .release, .move]
    private static let buttons: [MouseEvent.Button] = [
        .none, .left, .middle, .right, .wheelUp, .wheelDown, .wheelLeft, .wheelRight,
    ]

    /// The body of a frame.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(session)
        writer.write(UInt8(Self.actions.firstIndex(of: event.action) ?? 0))
        if case .other(let number) = event.button {
            writer.write(UInt8(clamping: 8 &+ number))
        } else {
            writer.write(UInt8(Self.buttons.firstIndex(of: event.button) ?? 0))
        }
        writer.write(UInt16(clamping: event.row))
        writer.write(UInt16(clamping: event.column))
        writer.write(event.modifiers.rawValue)
        return writer.bytes
    }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        session = try reader.readUInt64()
        let action = Int(try reader.readUInt8())
        guard Self.actions.indices.contains(action) else { throw .malformed("mouse action") }
        let button = Int(try reader.readUInt8())
        let row = Int(try reader.readUInt16())
        let column = Int(try reader.readUInt16())
        event = MouseEvent(
            action: Self.actions[action],
            button: Self.buttons.indices.contains(button) ? Self.buttons[button] : .other(button - 8),
            row: row, column: column, modifiers: Modifiers(rawValue: try reader.readUInt8()))
    }
}

/// Pasted bytes for a session: body of ``FrameKind/paste``: session `u64`, then the bytes.
public struct PasteInput: Hashable, Sendable {
    /// The session's number.
    public var session: UInt64
    /// As they came from the outer terminal, without brackets.
    public var bytes: [UInt8]

    /// Makes one.
    public init(session: UInt64, bytes: [UInt8]) {
        self.session = session
        self.bytes = bytes
    }

    /// The body of a frame.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 8 + bytes.count)
        writer.write(session)
        writer.write(bytes: bytes)
        return writer.bytes
    }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        session = try reader.readUInt64()
        bytes = Array(reader.remaining)
    }
}

/// The outer terminal's size in cells: body of ``FrameKind/resize``, rows `u16`, columns `u16`.
public struct ViewSize: Hashable, Sendable {
    /// All rows, status row included.
    public var rows: Int
    /// All columns.
    public var columns: Int

    /// Makes one.
    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// The body of a frame.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(UInt16(clamping: rows))
        writer.write(UInt16(clamping: columns))
        return writer.bytes
    }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        rows = Int(try reader.readUInt16())
        columns = Int(try reader.readUInt16())
    }
}

/// The outer terminal gained or lost the focus: body of ``FrameKind/focus``, one byte, 1 or 0.
public struct FocusInput: Hashable, Sendable {
    /// It has the focus now.
    public var isFocused: Bool

    /// Makes one.
    public init(isFocused: Bool) {
        self.isFocused = isFocused
    }

    /// The body of a frame.
    public var encoded: [UInt8] { [isFocused ? 1 : 0] }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        isFocused = try reader.readUInt8() != 0
    }
}
