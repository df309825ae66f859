/// Bytes from a peer do not mean what they should.
public enum WireError: Error, Hashable, CustomStringConvertible {
    /// A frame longer than ``Frame/maximumLength``.
    case tooLong(bytes: Int)
    /// A body ended before its last field.
    case truncated
    /// A field has a value outside its range.
    case malformed(String)
    /// A message of a later version: whoever reads it says so, or skips it.
    case unknownKind(String)
    /// A message that cannot be written, for the reason given.
    case unwritable(String)

    /// The error in words.
    public var description: String {
        switch self {
        case .tooLong(let bytes): "cannot take a frame of \(bytes) bytes: the limit is \(Frame.maximumLength)"
        case .truncated: "cannot read a message: it ends too early"
        case .malformed(let what): "cannot read a message: \(what)"
        case .unknownKind(let kind): "cannot read a message: its kind, \(kind), is not known"
        case .unwritable(let cause): "cannot write a message: \(cause)"
        }
    }
}
