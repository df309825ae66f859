/// The unit of the socket protocol: a kind and a body.
///
/// On the wire, little-endian:
///
/// | offset | bytes | meaning |
/// | ---: | ---: | --- |
/// | 0 | 4 | length of the body |
/// | 4 | 2 | kind, see ``FrameKind`` |
/// | 6 | 2 | reserved, written as 0, ignored when read |
/// | 8 | length | body |
public struct Frame: Hashable, Sendable {
    /// Bytes before the body.
    public static let headerLength = 8
    /// The longest body that is accepted: a restored scrollback page or a large paste fits, an attack does not.
    public static let maximumLength = 64 << 20

    /// The raw number; one that this version does not know is kept, and skipped by its reader.
    public var kind: UInt16
    /// What the kind says it is.
    public var body: [UInt8]

    /// Makes a frame of a known kind.
    public init(kind: FrameKind, body: [UInt8]) {
        self.kind = kind.rawValue
        self.body = body
    }

    /// Makes a frame of any kind.
    public init(rawKind: UInt16, body: [UInt8]) {
        self.kind = rawKind
        self.body = body
    }

    /// The bytes on the wire.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: Self.headerLength + body.count)
        writer.write(UInt32(truncatingIfNeeded: body.count))
        writer.write(kind)
        writer.write(UInt16(0))
        writer.write(bytes: body)
        return writer.bytes
    }
}

/// What a frame's body is.
///
/// Numbers are never used twice.
public enum FrameKind: UInt16, Sendable, CaseIterable {
    /// Both ways, first: ``Hello`` as JSON.
    case hello = 1
    /// Client to server: `UInt32` number, then a ``Request`` as JSON.
    case request = 2
    /// Server to client: `UInt32` number of the request, then a ``Response`` as JSON.
    case response = 3
    /// Server to client: ``WorkspaceEvent`` as JSON, whenever windows, panes or sizes change.
    case workspace = 4
    /// Server to client: the `SessionInfo`s that changed, as a JSON ``SessionsEvent``.
    case sessions = 5
    /// Server to client: ``ScreenUpdate``.
    case screen = 6
    /// Client to server: ``ScreenAcknowledgement``; the next update of that session may come.
    case acknowledge = 7
    /// Client to server: ``KeyInput``.
    case key = 8
    /// Client to server: ``MouseInput``.
    case mouse = 9
    /// Client to server: ``PasteInput``.
    case paste = 10
    /// Client to server: ``ViewSize``.
    case resize = 11
    /// Server to client: ``Notice`` as JSON: a message, a bell, a clipboard write, a notification.
    case notice = 12
    /// Server to client, last: ``Goodbye`` as JSON.
    case goodbye = 13
    /// Client to server: ``FocusInput``: the outer terminal gained or lost the focus.
    case focus = 14
    /// Client to server: ``Appearance``: the outer terminal's colours, as soon as it has told them.
    case appearance = 15
}

/// Cuts a byte stream into frames.
public struct FrameDecoder: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0

    /// Begins with an empty buffer.
    public init() {}

    /// Adds what was received.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0, start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.count <= 1 << 16)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Takes the next whole frame out of the bytes received so far.
    ///
    /// Bytes come in any split; call this until it gives nil, after each ``append(_:)``.
    ///
    /// - Returns: The oldest frame, or nil while it is not whole. Unknown kinds are given as they came.
    /// - Throws: ``WireError/tooLong(bytes:)`` before any of the body is waited for; close the connection then.
    /// - Complexity: O(*n*) in the frame's length.
    public mutating func next() throws(WireError) -> Frame? {
        var reader = ByteReader(buffer[start...])
        guard let length = try? reader.readUInt32(), let kind = try? reader.readUInt16(),
            (try? reader.readUInt16()) != nil
        else { return nil }
        guard Int(length) <= Frame.maximumLength else { throw .tooLong(bytes: Int(length)) }
        let end = start + Frame.headerLength + Int(length)
        guard buffer.count >= end else {
            if start > 1 << 16 {
                buffer.removeFirst(start)
                start = 0
            }
            return nil
        }
        let frame = Frame(rawKind: kind, body: Array(buffer[start + Frame.headerLength..<end]))
        start = end
        return frame
    }
}

/// Bytes from a peer do not mean what they should.
public enum WireError: Error, Hashable, CustomStringConvertible {
    /// A frame longer than ``Frame/maximumLength``.
    case tooLong(bytes: Int)
    /// A body ended before its last field.
    case truncated
    /// A field has a value outside its range.
    case malformed(String)

    /// The error in words.
    public var description: String {
        switch self {
        case .tooLong(let bytes): "cannot take a frame of \(bytes) bytes: the limit is \(Frame.maximumLength)"
        case .truncated: "cannot read a message: it ends too early"
        case .malformed(let what): "cannot read a message: \(what)"
        }
    }
}
