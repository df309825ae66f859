package import RoostModel

/// A finished line of text for the search index.
package struct IndexedLine: Hashable, Sendable {
    package var text: String
    /// Where in the session's output it begins, in bytes since its start.
    package var offset: UInt64
    package var at: Timestamp

    package init(text: String, offset: UInt64, at: Timestamp) {
        self.text = text
        self.offset = offset
        self.at = at
    }
}
