/// What the store could not do, with what, and why.
package enum StoreError: Error, Hashable, Sendable {
    /// A newer roost wrote the file; it was not touched.
    case newerVersion(found: Int, known: Int, path: String)
    /// The file is not a database of roost, or is damaged. ``Store/setAside(path:at:)`` makes room for a new
    /// one.
    case corrupt(path: String, cause: String)
    /// The file or its folder cannot be opened or made.
    case cannotOpen(path: String, cause: String)
    /// Reading or writing failed: disk full, database locked, disk error.
    case io(operation: String, path: String, cause: String)
}

extension StoreError {
    /// Whether the same would come of another attempt: the file itself is the cause.
    package var isLasting: Bool {
        switch self {
        case .newerVersion, .corrupt: true
        case .cannotOpen, .io: false
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .newerVersion(let found, let known, let path):
            "cannot open \(path): a newer roost wrote it (schema \(found), this one knows \(known))"
        case .corrupt(let path, let cause):
            "cannot use \(path): it is damaged (\(cause))"
        case .cannotOpen(let path, let cause):
            "cannot open \(path): \(cause)"
        case .io(let operation, let path, let cause):
            "cannot \(operation) \(path): \(cause)"
        }
    }
}
