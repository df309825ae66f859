/// Cuts a stream of bytes into lines, however the bytes come.
///
/// Memory is bounded: of a line beyond the limit only the beginning is kept, the rest is counted and dropped.
package struct LineSplitter: Sendable {
    /// One line without its end (LF or CR LF).
    package enum Line: Hashable, Sendable {
        case whole([UInt8])
        /// Longer than the limit: its first bytes, and how many it had.
        case cut([UInt8], byteCount: Int)
    }

    /// Bytes that a line may have.
    private let limit: Int
    /// Bytes that are kept of a longer one.
    private let kept: Int
    private var pending: [UInt8] = []
    /// The length of a line that is beyond the limit already; 0: it is not.
    private var cutCount = 0

    /// - Parameters:
    ///   - limit: Bytes that a line may have.
    ///   - kept: Bytes that are kept of a longer one, not more than `limit`.
    package init(limit: Int, kept: Int) {
        self.limit = max(1, limit)
        self.kept = min(max(1, limit), max(0, kept))
    }

    /// Takes bytes and gives the lines that they end.
    ///
    /// - Complexity: O(*n*) in the bytes, whatever the split.
    package mutating func feed(_ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            append(rest[..<end])
            lines.append(take())
            rest = rest[(end + 1)...]
        }
        append(rest)
        return lines
    }

    /// What stands after the last line's end, now that the stream is over; nil if nothing does.
    package mutating func finish() -> Line? {
        pending.isEmpty && cutCount == 0 ? nil : take()
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        if cutCount > 0 {
            cutCount += bytes.count
        } else if pending.count + bytes.count <= limit {
            pending += bytes
        } else {
            cutCount = pending.count + bytes.count
            pending = Array((pending.prefix(kept) + bytes.prefix(kept)).prefix(kept))
        }
    }

    private mutating func take() -> Line {
        defer {
            pending = []
            cutCount = 0
        }
        if cutCount > 0 { return .cut(pending, byteCount: cutCount) }
        if pending.last == 0x0D { pending.removeLast() }
        return .whole(pending)
    }
}
