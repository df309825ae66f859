import GRDB
import RoostModel
import Synchronization

// The file that cannot be opened is tried again; the one that is damaged is replaced.
extension Writer {
    /// Between two attempts to open the file.
    static let openPause = Duration.seconds(2)
    /// So many commits fail on a disk error before it is tried with another connection.
    private static let failuresOfConnection = 3
    /// A disk that breaks every new file is left alone for this long.
    private static let renewPause = Duration.seconds(60)

    /// Tries to open the file and tells the handler.
    ///
    /// - Returns: Why it came to nothing; nil when the file is open.
    @discardableResult
    func reopen(_ work: inout Work) -> StoreError? {
        do throws(StoreError) {
            try adopt(try opener.open(), &work)
            tell(CommitReport(isReopened: true))
            findUnindexed(&work)
            return nil
        } catch {
            work.openTime = .now + Self.openPause
            work.commitTime = nil
            connection.note(error)
            tell(CommitReport(failure: error))
            return error
        }
    }

    /// Goes on with a file that was just opened.
    ///
    /// - Throws: ``StoreError`` when a layout that it has could not be kept from being replaced; it is closed then.
    private func adopt(_ opened: Opened, _ work: inout Work) throws(StoreError) {
        take(&work, now: ContinuousClock.now)
        if connection.isBlind, case .open(let pool) = opened.state {
            do {
                try keepStoredLayout(from: work, in: pool)
            } catch {
                connection.discard(opened)
                throw StoreError(error, doing: "write", path: path)
            }
        }
        connection.replace(with: opened)
        work.maker = BatchMaker()
        work.isNew = opened.report.setAside != nil
        work.openTime = nil
        work.failures = 0
        if work.isWaiting { work.commitTime = .now }
    }

    /// Puts stored workspaces aside that those which were made without knowing of them would replace.
    private func keepStoredLayout(from work: Work, in pool: DatabasePool) throws {
        let batch = (work.batch?.items ?? []).compactMap { item in
            if case .record(let record) = item { record } else { nil }
        }
        let names = Set(
            (batch + work.records).compactMap { record in
                if case .workspace(let workspace, _, _) = record { workspace.name.storable } else { nil }
            })
        try pool.write { database in
            for name in names { try database.keepWorkspace(name) }
        }
    }

    /// Gets over a damage that a reader met, as if a commit had, and tells the handler.
    func renew(because error: any Error, _ failure: StoreError) {
        submit { [self] work in
            guard connection.isOpen, !work.isClosed else { return }
            if let report = repair(&work, after: error, failure, now: .now) {
                tell(report)
            } else if !connection.isOpen {
                tell(CommitReport(failure: failure))
            }
        }
    }

    /// Whether an error may be the connection's own: another connection would not meet it.
    ///
    /// SQLite counts a lock that it could not give back (fcntl(2) with ENOLCK or EIO) as its own for as long as the file
    /// is open, and every commit fails on it, at the end with SQLITE_PROTOCOL.
    ///
    /// - Parameters:
    ///   - error: What a commit met.
    ///   - failures: How many commits in a row have failed before.
    /// - Returns: False: the disk's, or the file's.
    static func isConnectionSpoiled(_ error: any Error, failures: Int) -> Bool {
        switch (error as? DatabaseError)?.resultCode {
        case .some(.SQLITE_PROTOCOL): true
        case .some(.SQLITE_IOERR): failures >= failuresOfConnection
        default: false
        }
    }

    /// Lets the connection go, so that the next turn opens another one.
    func renewConnection(_ work: inout Work, because failure: StoreError, now: ContinuousClock.Instant) {
        connection.fail(failure)
        work.commitTime = nil
        work.openTime = now
    }

    /// Gets over a damage that a commit met; nil when there is nothing that can be done.
    func repair(
        _ work: inout Work, after error: any Error, _ failure: StoreError, now: ContinuousClock.Instant
    ) -> CommitReport? {
        guard case .corrupt = failure, opener.isRenewing else { return nil }
        // Reading wrong and not reading at all are two things: only a file that says so itself is replaced.
        if rebuildFullTextIndex(after: error) {
            work.commitTime = now
            return CommitReport()
        }
        guard work.renewTime.map({ $0.duration(to: now) > Self.renewPause }) ?? true else { return nil }
        work.renewTime = now
        connection.fail(failure)
        do throws(StoreError) {
            try adopt(try opener.renew(), &work)
            return CommitReport(isReopened: true)
        } catch {
            work.openTime = now + Self.openPause
            connection.note(error)
            return nil
        }
    }
}

extension Database {
    /// Gives a stored workspace another name, if there is one under this name.
    fileprivate func keepWorkspace(_ name: String) throws {
        let names = Set(
            try Row.fetchAll(self, sql: "SELECT name FROM workspaces").compactMap { $0.text("name") })
        guard names.contains(name) else { return }
        var count = 1
        while names.contains("\(name)-\(count)") { count += 1 }
        let other = "\(name)-\(count)"
        try execute(sql: "PRAGMA defer_foreign_keys = ON")
        try execute(
            sql: "UPDATE workspaces SET name = ?, is_last = 0 WHERE name = ?", arguments: [other, name])
        for table in ["windows", "panes"] {
            try execute(
                sql: "UPDATE \(table) SET workspace = ? WHERE workspace = ?", arguments: [other, name])
        }
    }
}
