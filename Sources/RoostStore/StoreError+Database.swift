import GRDB

extension StoreError {
    /// What GRDB asks a file first; no module and no function is needed for the answer.
    private static let firstLook = "SELECT * FROM sqlite_master LIMIT 1"

    /// Says what an error of the database layer means for the file; the cause names the SQL.
    init(_ error: any Error, doing operation: String, path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self = .io(operation: operation, path: path, cause: String(describing: error))
            return
        }
        let cause = error.expandedCause
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .corrupt(path: path, cause: cause)
        case .SQLITE_ERROR where operation == "read", .SQLITE_SCHEMA where operation == "read":
            // Every statement is fixed text that the schema fits: only a damaged schema refuses one.
            self = .corrupt(path: path, cause: cause)
        case .SQLITE_ERROR where error.sql == Self.firstLook:
            // The header has the number of a format that there is not ("unsupported file format").
            self = .corrupt(path: path, cause: cause)
        case .SQLITE_CANTOPEN:
            self = .cannotOpen(path: path, cause: cause)
        default:
            self = .io(operation: operation, path: path, cause: cause)
        }
    }
}

extension DatabaseError {
    /// Message, extended code and statement, without the arguments: these hold what a person typed.
    var expandedCause: String {
        let text = message ?? "SQLite error"
        let statement =
            sql.map { " in \($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))" } ?? ""
        return "\(text) (SQLite \(extendedResultCode.rawValue))\(statement)"
    }
}
