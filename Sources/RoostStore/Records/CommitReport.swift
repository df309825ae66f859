package import RoostModel

/// What one attempt of the writer came to.
package struct CommitReport: Sendable {
    /// Up to where each session's output is committed now; only sessions that this commit touched.
    package var storedOutput: [SessionID: UInt64]
    /// The offset of the newest snapshot that this commit stored, by session.
    package var snapshots: [SessionID: UInt64]
    /// Records that fit no session any more and were dropped; the rest of the commit stands.
    package var rejected: Int
    /// Why nothing was committed; the records wait and are tried again.
    package var failure: StoreError?

    package init(
        storedOutput: [SessionID: UInt64] = [:], snapshots: [SessionID: UInt64] = [:], rejected: Int = 0,
        failure: StoreError? = nil
    ) {
        self.storedOutput = storedOutput
        self.snapshots = snapshots
        self.rejected = rejected
        self.failure = failure
    }
}
