/// Why bytes are not a snapshot of a terminal.
public enum SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    /// They do not begin as one.
    case notASnapshot
    /// A version that this code does not read.
    case unknownVersion(UInt8)
    /// They end too early.
    case truncated
    /// The checksum does not match.
    case damaged
    /// The checksum matches, but a part makes no sense.
    case invalid(String)
    /// A line on one of the screens cannot be decoded.
    case invalidLine(LineDecodingError)

    /// "cannot restore a terminal: " and the cause.
    public var description: String {
        let cause =
            switch self {
            case .notASnapshot: "the bytes are not a snapshot"
            case .unknownVersion(let version): "version \(version) is not known"
            case .truncated: "the bytes end too early"
            case .damaged: "the checksum does not match"
            case .invalid(let part): "the \(part) makes no sense"
            case .invalidLine(let error): error.description
            }
        return "cannot restore a terminal: \(cause)"
    }
}
