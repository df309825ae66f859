package import RoostModel

/// A part of a session's whole history, oldest first.
package struct HistoryPage: Hashable, Sendable {
    package var entries: [HistoryEntry]
    /// To be handed back for the next part, as it is; nil: this is the last one.
    package var next: [Int64]?

    package init(entries: [HistoryEntry], next: [Int64]?) {
        self.entries = entries
        self.next = next
    }
}
