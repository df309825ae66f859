package import RoostModel

/// What one attempt of the writer came to.
package struct CommitReport: Sendable {
    /// Up to where each session's output is committed now; only sessions that this commit touched.
    package var storedOutput: [SessionID: UInt64]
    /// What that output takes in the file, compressed.
    package var storedByteCount = 0
    /// The offset of the newest snapshot that this commit stored, by session.
    package var snapshots: [SessionID: UInt64]
    /// Records that fit no session any more and were dropped; the rest of the commit stands.
    package var rejected: Int
    /// Up to where each session's output was left out because too much waited.
    ///
    /// Nobody needs to keep it for the store any longer. Only sessions that lost some since the last report; once
    /// all is well again, a snapshot of each is worth more than ever.
    package var lostOutput: [SessionID: UInt64]
    /// The database was just opened, after it could not be used or was damaged: see ``Store/opening``.
    ///
    /// It may miss what changed before: sessions and workspaces should be enqueued once more.
    package var isReopened: Bool
    /// Up to where the output of each print-mode task's newest attempt is in its log now; only those that this commit
    /// touched, or whose task is gone.
    package var tasks: [TaskID: (attempt: Int, position: TaskPosition)] = [:]
    /// How long the transaction took; nil when there was none.
    package var duration: Duration?
    /// Why nothing was committed; the records wait and are tried again.
    package var failure: StoreError?

    package init(
        storedOutput: [SessionID: UInt64] = [:], snapshots: [SessionID: UInt64] = [:], rejected: Int = 0,
        lostOutput: [SessionID: UInt64] = [:], isReopened: Bool = false, failure: StoreError? = nil
    ) {
        self.storedOutput = storedOutput
        self.snapshots = snapshots
        self.rejected = rejected
        self.lostOutput = lostOutput
        self.isReopened = isReopened
        self.failure = failure
    }
}
