package import RoostModel

/// How much history is kept; nil sets no limit.
package struct Retention: Hashable, Sendable {
    /// Stored bytes of output of one session, compressed as they lie in the file.
    package var sessionBytes: Int64?
    /// Stored bytes of output of all sessions.
    package var totalBytes: Int64?
    /// What happened before this moment goes.
    package var oldest: Timestamp?

    package init(sessionBytes: Int64? = nil, totalBytes: Int64? = nil, oldest: Timestamp? = nil) {
        self.sessionBytes = sessionBytes
        self.totalBytes = totalBytes
        self.oldest = oldest
    }
}

/// What a trim took away.
package struct TrimReport: Hashable, Sendable {
    /// Blocks of output.
    package var blocks = 0
    /// Their stored bytes.
    package var bytes: Int64 = 0
    /// Lines of the search index.
    package var lines = 0
    /// Events and commands.
    package var entries = 0
    /// Pages that the file shrank by.
    package var pages = 0

    package init() {}
}
