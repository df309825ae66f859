import Foundation
import GRDB
package import RoostModel

extension Store {
    /// Opens the database at `path`; makes it, with its folder, when there is none, and migrates an older
    /// one.
    ///
    /// The folder is made 0700, the file and its log 0600.
    ///
    /// - Throws: ``StoreError/newerVersion(found:known:path:)`` with the file untouched;
    ///   ``StoreError/corrupt(path:cause:)`` when it is not one of ours or damaged;
    ///   ``StoreError/cannotOpen(path:cause:)`` otherwise, a database that another process locks included.
    package static func open(path: String) throws(StoreError) -> Store {
        let opener = Opener(
            path: path, now: { Timestamp(milliseconds: 0) }, patience: .zero, isRenewing: false)
        return try Store(connect(path: path), opener: opener, options: StoreOptions())
    }

    /// Opens the database at `path` like ``open(path:)``, or goes on without it.
    ///
    /// A damaged one is set aside, and what can be read of it is brought over into a new one. One that cannot be
    /// opened or written (a folder or a disk that is read-only or full, a lock of another process) is tried again
    /// every two seconds: until then the store reads what can be read, keeps what is enqueued in memory, and puts
    /// a `gap` into the history where ``StoreOptions/waitingBytes`` were not enough. See ``opening`` for what came
    /// out, and ``setCommitHandler(_:)`` for what comes later.
    ///
    /// - Parameters:
    ///   - path: Where the file lies.
    ///   - options: What is kept, and for how long.
    ///   - now: The clock on the wall.
    /// - Returns: A store, open or not.
    /// - Throws: ``StoreError/newerVersion(found:known:path:)``, with the file untouched, and
    ///   ``StoreError/cannotOpen(path:cause:)`` when the process has no descriptor left.
    package static func start(
        path: String, options: StoreOptions = StoreOptions(), now: @escaping @Sendable () -> Timestamp
    ) throws(StoreError) -> Store {
        let opener = Opener(path: path, now: now, patience: options.salvageTime)
        return try Store(opener.openSomehow(), opener: opener, options: options)
    }

    /// One attempt to open the file.
    static func connect(path: String) throws(StoreError) -> Opened {
        do {
            let file = StoreFile(path: path)
            try file.prepare()
            // SQLite reads the log as far as it is whole, and writes over the rest.
            let log = WriteAheadLog(database: path)
            let probe = try probe(path)
            let pool = try DatabasePool(path: path, configuration: configuration)
            var opened = Opened(state: .open(pool))
            if let probe { opened.retired.append(probe) }
            opened.report.lostFrames = log?.lostFrames ?? 0
            opened.report.lostTransactions = log?.lostTransactions ?? 0
            do {
                try prepare(pool, path: path)
                try file.restrict()
            } catch {
                try? pool.close()
                throw error
            }
            return opened
        } catch let error as StoreError {
            throw error
        } catch {
            switch StoreError(error, doing: "open", path: path) {
            case .io(_, _, let cause): throw .cannotOpen(path: path, cause: cause)
            case let error: throw error
            }
        }
    }

    /// Puts a damaged database out of the way, with its log, so that ``open(path:)`` makes a new one.
    ///
    /// - Returns: The new name, `PATH.corrupt-TIME`.
    package static func setAside(path: String, at time: Timestamp) throws(StoreError) -> String {
        let base = path + ".corrupt-" + time.description.filter { $0 != ":" && $0 != "-" }
        var name = base
        var count = 1
        while FileManager.default.fileExists(atPath: name) {
            count += 1
            name = base + "-\(count)"
        }
        do {
            // The database first: a log without its database is thrown away by SQLite, the other way round
            // a new database could get an old log.
            try FileManager.default.moveItem(atPath: path, toPath: name)
            for suffix in ["-wal", "-shm"] {
                do {
                    try FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
                } catch let error as CocoaError
                    where [.fileNoSuchFile, .fileReadNoSuchFile].contains(error.code)
                {
                    continue
                }
            }
        } catch {
            throw .io(operation: "set aside", path: path, cause: StoreFile.cause(of: error))
        }
        return name
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "roost"
        configuration.maximumReaderCount = 2
        configuration.busyMode = .timeout(0.5)
        configuration.foreignKeysEnabled = true
        // A disk error may leave a transaction open; the writer ends it before the next, instead of a trap.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            guard !database.configuration.readonly else { return try database.makeWordList() }
            // Has an effect in a new file only, before its first table.
            try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            try database.execute(sql: "PRAGMA journal_size_limit = 8388608")
        }
        return configuration
    }

    /// Looks at the file without changing it.
    ///
    /// - Returns: The connection, closed.
    private static func probe(_ path: String) throws -> DatabaseQueue? {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(0.5)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            try queue.read { try $0.checkSchema(path) }
            return queue
        } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            // A kill left a transaction half done, which only a connection that writes can undo. The file is
            // looked at again after that.
            return nil
        }
    }

    private static func prepare(_ pool: DatabasePool, path: String) throws {
        let found = try pool.read { database in
            try database.checkSchema(path)
            return try database.schemaNumber()
        }
        if found != Schema.number {
            try Schema.migrator.migrate(pool)
        }
        if let damage = try pool.read({ try SchemaText($0) }).damage() {
            throw StoreError.corrupt(path: path, cause: damage)
        }
    }
}

extension Database {
    func tableNames() throws -> Set<String> {
        let rows = try Row.fetchAll(self, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        return Set(rows.compactMap { $0.text("name") })
    }

    /// Refuses the file of another program or of a newer version.
    func checkSchema(_ path: String) throws {
        // A kill may come between the making of the migrator's own table and of ours.
        let tables = try tableNames().subtracting(["grdb_migrations"])
        guard !tables.isEmpty else { return }
        guard let found = try schemaNumber(), found > 0 else {
            throw StoreError.corrupt(path: path, cause: "it is no database of roost")
        }
        if found > Schema.number {
            throw StoreError.newerVersion(found: found, known: Schema.number, path: path)
        }
    }

    /// The number in `meta`; nil without one.
    func schemaNumber() throws -> Int? {
        guard try tableNames().contains("meta") else { return nil }
        return try Row.fetchOne(self, sql: "SELECT value FROM meta WHERE key = 'schema'")?.text("value")
            .flatMap { Int($0) }
    }
}
