/// Why bytes are not the binary form of ``InputModes``.
public enum InputModesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Fewer bytes than the form has.
    case truncated
    /// The first byte names another form.
    case unknownVersion(UInt8)
    /// A field holds a value that names nothing.
    case invalidValue(UInt8)

    /// One line for a log or a user.
    public var description: String {
        switch self {
        case .truncated: "cannot decode input modes: too few bytes"
        case .unknownVersion(let version): "cannot decode input modes: unknown version \(version)"
        case .invalidValue(let value): "cannot decode input modes: invalid value \(value)"
        }
    }
}

/// The binary form, six bytes:
///
/// | Byte | Content                                                                                  |
/// | ---: | :--------------------------------------------------------------------------------------- |
/// |    0 | version, 1                                                                               |
/// |    1 | bits: 0 applicationCursorKeys, 1 applicationKeypad, 2 newLineMode, 3 bracketedPaste,     |
/// |      | 4 focusEvents, 5 backarrowSendsBackspace, 6 alternateScroll; 7 is zero                   |
/// |    2 | modifyOtherKeys                                                                          |
/// |    3 | kittyFlags                                                                               |
/// |    4 | mouseTracking, its raw value                                                             |
/// |    5 | mouseEncoding, its raw value                                                             |
extension InputModes {
    /// The first byte of the binary form.
    private static let version: UInt8 = 1
    /// Bytes in the binary form.
    private static let encodedCount = 6

    /// Appends the binary form to `bytes`.
    public func encode(into bytes: inout [UInt8]) {
        let flags = [
            applicationCursorKeys, applicationKeypad, newLineMode, bracketedPaste, focusEvents,
            backarrowSendsBackspace, alternateScroll,
        ]
        let bits = flags.reversed().reduce(0 as UInt8) { $0 << 1 | ($1 ? 1 : 0) }
        bytes += [
            Self.version, bits, modifyOtherKeys, kittyFlags, mouseTracking.rawValue, mouseEncoding.rawValue,
        ]
    }

    /// Reads the binary form from the front of `bytes` and removes it there.
    ///
    /// - Throws: ``InputModesError``; `bytes` is then unchanged.
    public init(decoding bytes: inout ArraySlice<UInt8>) throws(InputModesError) {
        guard let version = bytes.first else { throw .truncated }
        guard version == Self.version else { throw .unknownVersion(version) }
        guard bytes.count >= Self.encodedCount else { throw .truncated }
        let fields = Array(bytes.prefix(Self.encodedCount))
        guard fields[1] & 0x80 == 0 else { throw .invalidValue(fields[1]) }
        guard let tracking = MouseTracking(rawValue: fields[4]) else { throw .invalidValue(fields[4]) }
        guard let encoding = MouseEncoding(rawValue: fields[5]) else { throw .invalidValue(fields[5]) }
        self.init()
        applicationCursorKeys = fields[1] & 1 << 0 != 0
        applicationKeypad = fields[1] & 1 << 1 != 0
        newLineMode = fields[1] & 1 << 2 != 0
        bracketedPaste = fields[1] & 1 << 3 != 0
        focusEvents = fields[1] & 1 << 4 != 0
        backarrowSendsBackspace = fields[1] & 1 << 5 != 0
        alternateScroll = fields[1] & 1 << 6 != 0
        modifyOtherKeys = fields[2]
        kittyFlags = fields[3]
        mouseTracking = tracking
        mouseEncoding = encoding
        bytes = bytes.dropFirst(Self.encodedCount)
    }
}
