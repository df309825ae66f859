public import RoostTerminal

/// The colours of the outer terminal: body of ``FrameKind/appearance``, six `u8`: red, green and blue of the
/// foreground, then of the background.
public struct Appearance: Hashable, Sendable {
    /// Red, green and blue.
    public let foreground: [UInt8]
    /// Red, green and blue.
    public let background: [UInt8]

    /// Makes one of three parts each; missing parts are 0.
    public init(foreground: [UInt8], background: [UInt8]) {
        self.foreground = Self.parts(foreground)
        self.background = Self.parts(background)
    }

    private static func parts(_ parts: [UInt8]) -> [UInt8] {
        Array((parts + [0, 0, 0]).prefix(3))
    }

    /// The foreground as a terminal takes it.
    public var foregroundColor: TerminalOptions.RGB { (foreground[0], foreground[1], foreground[2]) }
    /// The background as a terminal takes it.
    public var backgroundColor: TerminalOptions.RGB { (background[0], background[1], background[2]) }

    /// The body of a frame.
    public var encoded: [UInt8] { foreground + background }

    /// Reads a body.
    public init(decoding body: [UInt8]) throws(WireError) {
        var reader = ByteReader(body[...])
        var parts: [UInt8] = []
        for _ in 0..<6 { parts.append(try reader.readUInt8()) }
        self.init(foreground: Array(parts[..<3]), background: Array(parts[3...]))
    }
}
