/// The name of a segment's file: the session and the first offset, 16 hexadecimal digits each.
struct JournalName: Hashable {
    static let suffix = ".seg"
    static let asideSuffix = ".bad"

    let session: UInt64
    let firstOffset: UInt64

    init(session: UInt64, firstOffset: UInt64) {
        self.session = session
        self.firstOffset = firstOffset
    }

    /// Nil for a file that is not a segment.
    init?(file: String) {
        guard file.utf8.count == 33 + Self.suffix.utf8.count, file.hasSuffix(Self.suffix) else { return nil }
        let parts = file.dropLast(Self.suffix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let session = Self.number(parts[0]), let first = Self.number(parts[1]) else {
            return nil
        }
        self.init(session: session, firstOffset: first)
    }

    var file: String { "\(Self.digits(session))-\(Self.digits(firstOffset))\(Self.suffix)" }

    func path(in directory: String) -> String { "\(directory)/\(file)" }

    private static func digits(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    /// Exactly what `digits` writes, so that one segment has one name.
    private static func number(_ text: Substring) -> UInt64? {
        guard let value = UInt64(text, radix: 16), digits(value) == text else { return nil }
        return value
    }
}
