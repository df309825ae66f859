extension Writer {
    /// Commits and syncs what it can, then lets the file go.
    func close(_ work: inout Work) {
        guard !work.isClosed else { return }
        // A failure was told to the handler.
        _ = commitAll(&work)
        let failure = sync(&work)
        work.isClosed = true
        work.commitTime = nil
        work.openTime = nil
        if let failure { tell(CommitReport(failure: failure)) }
        connection.close()
    }
}
