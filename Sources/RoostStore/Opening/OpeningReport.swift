/// What came out when the database was opened, for whoever asks how it is.
package struct OpeningReport: Hashable, Sendable {
    /// Where a damaged database was put; nil when it was whole.
    package var setAside: String?
    /// What of it was copied into the new one.
    package var salvage: SalvageReport?
    /// Frames of the write-ahead log that SQLite passed over because of a damaged one before them.
    package var lostFrames = 0
    /// Transactions among them: each up to 40 ms of what happened.
    package var lostTransactions = 0
    /// Why the database is not open, or can only be read; nil while all is well.
    package var trouble: StoreError?

    package init() {}

    /// What a person should know, one sentence each; empty when all is well.
    package var sentences: [String] {
        var sentences: [String] = []
        if let setAside {
            sentences.append(
                "the database was damaged; it is kept as \(setAside)"
                    + (salvage.map { ", and \($0) were brought over" } ?? ""))
        }
        if lostFrames > 0 {
            sentences.append(
                "the database's log was damaged: \(lostTransactions) transactions in \(lostFrames) pages are lost,"
                    + " except for what the journals have")
        }
        if let trouble { sentences.append("\(trouble); history waits in memory until it can be written") }
        return sentences
    }
}
