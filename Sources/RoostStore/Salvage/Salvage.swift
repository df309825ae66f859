import Foundation
import GRDB
import RoostModel

/// Brings over what can still be read of a damaged database, into a new one.
///
/// The damaged file is only read. Rows are read by their numbers, the newest first; where reading fails the range is
/// halved until what fails is one row, so that a broken page costs what was on it and no more. What the search
/// index holds is made again by the way.
struct Salvage {
    let aside: String
    let target: DatabasePool
    let deadline: ContinuousClock.Instant
    var report = SalvageReport()
    let unpacker = Unpacker()
    /// Connections that are closed: see ``Connection``.
    private(set) var retired: [any DatabaseReader & Sendable] = []
    /// Sessions that are known to be in the new database.
    var sessions: Set<SessionID> = []

    init(from aside: String, to target: DatabasePool, deadline: ContinuousClock.Instant) {
        self.aside = aside
        self.target = target
        self.deadline = deadline
    }

    var isOver: Bool { ContinuousClock.now >= deadline }

    /// Does it; nil when nothing can be read at all.
    mutating func run() -> SalvageReport? {
        guard !isOver else { return nil }
        var copy: String?
        defer { if let copy { StoreFile(path: copy).remove() } }
        var source = open(aside)
        if source == nil {
            copy = SalvageCopy(of: aside, template: target).make()
            source = copy.flatMap { open($0) }
        }
        guard let source else { return nil }
        defer {
            try? source.close()
            retired.append(source)
        }
        do {
            try target.writeWithoutTransaction { target in
                try source.unsafeRead { source in try copyAll(from: source, to: target) }
            }
        } catch {
            report.isCutShort = true
        }
        return report
    }

    /// Opens a file for reading if its tables can be seen.
    private mutating func open(_ path: String) -> DatabaseQueue? {
        for name in [path, "file:\(path.uriPath)?immutable=1"] {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.foreignKeysEnabled = false
            configuration.busyMode = .immediateError
            guard let queue = try? DatabaseQueue(path: name, configuration: configuration) else { continue }
            let isSound = try? queue.unsafeRead { database in
                let needed: Set = ["sessions", "output", "snapshots", "workspaces"]
                return try database.tableNames().isSuperset(of: needed) && database.damagedStatement() == nil
            }
            if isSound == true { return queue }
            try? queue.close()
            retired.append(queue)
        }
        return nil
    }

    /// What is small and tells what is what comes first, the output last.
    private mutating func copyAll(from source: Database, to target: Database) throws {
        // An older version had fewer.
        let known = try source.tableNames()
        for table in SalvagedTable.all where known.contains(table.name) {
            try target.inTransaction(.immediate) {
                try copy(table, from: source, to: target)
                return .commit
            }
        }
    }
}
