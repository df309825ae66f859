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
    let decompressor = Decompressor()
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
        var copy: SalvageCopy?
        defer {
            copy?.remove()
            retired += copy?.retired ?? []
        }
        var source = open(aside)
        if source == nil {
            copy = SalvageCopy(of: aside)
            source = open(&copy)
        }
        guard let source else { return nil }
        defer { close(source) }
        do {
            try target.writeWithoutTransaction { target in
                try source.unsafeRead { source in try copyAll(from: source, to: target) }
            }
        } catch {
            report.isCutShort = true
        }
        return report
    }

    /// Opens a copy whose first page is that of the version which wrote the file.
    private mutating func open(_ copy: inout SalvageCopy?) -> DatabaseQueue? {
        guard let path = copy?.path, copy?.transplant(schema: Schema.number) == true, let source = open(path)
        else { return nil }
        // `meta` is the first table of every version: what it says can be read with the first page of any.
        let number = try? source.unsafeRead { try $0.schemaNumber() }
        guard let number, (1..<Schema.number).contains(number) else { return source }
        close(source)
        return copy?.transplant(schema: number) == true ? open(path) : nil
    }

    /// Opens a file for reading if its tables can be seen, and are those of a version.
    private mutating func open(_ path: String) -> DatabaseQueue? {
        for name in [path, "file:\(path.uriPath)?immutable=1"] {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.foreignKeysEnabled = false
            configuration.busyMode = .immediateError
            guard let queue = try? DatabaseQueue(path: name, configuration: configuration) else { continue }
            let isSound = try? queue.unsafeRead {
                try SchemaText.ofAllVersions().contains(SchemaText($0))
            }
            if isSound == true { return queue }
            close(queue)
        }
        return nil
    }

    private mutating func close(_ queue: DatabaseQueue) {
        // It was only read: nothing of it is lost if it cannot be closed.
        try? queue.close()
        retired.append(queue)
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
