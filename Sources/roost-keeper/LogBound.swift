/// Decides when the log is cut, and what stays of it.
///
/// Keeper and server write into one file (standard error, inherited), so it cannot be rotated by a new name: the server
/// would write on into the old one. It is cut in its place, to its newest whole lines; a line that somebody writes in
/// that very moment may be lost.
enum LogBound {
    /// A longer log is cut, in bytes: about two thousand lines, which are years.
    static let limit = 256 << 10
    /// What stays at most, in bytes.
    static let kept = 64 << 10

    /// Which bytes of a log of some size stay; nil: all.
    static func cut(_ size: Int) -> Range<Int>? {
        size > limit ? size - kept..<size : nil
    }

    /// The bytes after the first line end: what comes before it is the rest of a line.
    static func wholeLines(of bytes: [UInt8]) -> [UInt8] {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
        return Array(bytes[(end + 1)...])
    }
}
