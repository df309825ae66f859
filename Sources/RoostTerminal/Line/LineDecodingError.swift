/// Why bytes are not a line, or not a style.
public enum LineDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes end before the line does.
    case truncated
    /// A version that this code does not read.
    case unknownVersion(UInt8)
    /// More columns than a terminal can have.
    case tooLong(columns: UInt64)
    /// A byte or scalar that cannot stand in a cell.
    case invalidText
    /// A run of cells that does not fit, or a style that was not defined.
    case invalidStyle

    /// "cannot decode a line: " and the cause.
    public var description: String {
        let cause =
            switch self {
            case .truncated: "the bytes end too early"
            case .unknownVersion(let version): "version \(version) is not known"
            case .tooLong(let columns): "\(columns) columns are too many"
            case .invalidText: "the text is damaged"
            case .invalidStyle: "the styles are damaged"
            }
        return "cannot decode a line: \(cause)"
    }
}
