/// A file of a journal could not be used.
package struct JournalError: Error, Hashable {
    /// What was tried.
    package enum Operation: Hashable, Sendable {
        /// Making, reserving or mapping a segment; a full disk shows here.
        case create(path: String)
        case open(path: String)
        case list(directory: String)
    }

    /// What was tried.
    package let operation: Operation
    /// `errno` as the kernel gave it.
    package let errno: Int32

    /// Describes one failure.
    package init(_ operation: Operation, errno: Int32) {
        self.operation = operation
        self.errno = errno
    }
}

extension JournalError: CustomStringConvertible {
    package var description: String {
        let what =
            switch operation {
            case .create(let path): "create the journal \(path)"
            case .open(let path): "open the journal \(path)"
            case .list(let directory): "list the journals in \(directory)"
            }
        return "cannot \(what): \(SystemCall.message(for: errno))"
    }
}

/// What a crash, a disk or a hand did to a journal; found while it is recovered.
package enum JournalDamage: Hashable, Sendable {
    /// A file that is no segment of this journal; it was renamed to `path` with `.bad` after it.
    case setAside(path: String)
    /// Bytes of the session's output that no segment holds.
    case gap(Range<UInt64>)
}
