import Foundation
import GRDB
import RoostModel

extension Salvage {
    /// Reads that fail before a table is given up: each may cost a look at the disk.
    private static let failureLimit = 4000

    mutating func copy(_ table: SalvagedTable, from source: Database, to target: Database) throws {
        switch table.key {
        case .number: try copyByNumber(table.name, from: source, to: target)
        case .text(let key): try copyFromBothEnds(table.name, key: key, from: source, to: target)
        }
    }

    private mutating func copyFromBothEnds(
        _ table: String, key: String, from source: Database, to target: Database
    ) throws {
        for order in [key, key.split(separator: ",").map { $0 + " DESC" }.joined(separator: ",")] {
            do {
                let rows = try Row.fetchCursor(source, sql: "SELECT * FROM \(table) ORDER BY \(order)")
                while let row = try reading({ try rows.next() }) { try add(row, to: table, in: target) }
                return
            } catch is Unreadable {
                report.damages += 1
            } catch let error as DatabaseError where error.isDamage {
                report.damages += 1
            }
        }
    }

    private mutating func copyByNumber(_ table: String, from source: Database, to target: Database) throws {
        let first = end("min", of: table, in: source)
        let last = end("max", of: table, in: source)
        if first == .unreadable, last == .unreadable {
            // Already the root is broken.
            report.damages += 1
            return
        }
        if first == .none || last == .none { return }
        // An end that cannot be read may be anywhere.
        let lowest = first.number ?? 1
        var ranges = [lowest...max(lowest, last.number ?? 1 << 48)]
        var failures = 0
        while let range = ranges.popLast() {
            guard !isOver, failures < Self.failureLimit else {
                report.isCutShort = true
                return
            }
            guard let stop = try copy(range, of: table, from: source, to: target) else { continue }
            failures += 1
            // The row at `stop` or one below it is on a broken page.
            guard range.lowerBound < stop else {
                report.damages += 1
                continue
            }
            let middle = range.lowerBound + (stop - range.lowerBound) / 2
            ranges.append(range.lowerBound...middle)
            ranges.append(middle + 1...stop)
        }
    }

    /// Where the numbers of a table's rows begin or end.
    private enum End: Equatable {
        case number(Int64)
        case none
        case unreadable

        var number: Int64? {
            if case .number(let number) = self { number } else { nil }
        }
    }

    private func end(_ function: String, of table: String, in source: Database) -> End {
        do {
            let row = try Row.fetchOne(source, sql: "SELECT \(function)(rowid) AS number FROM \(table)")
            return row?.int64("number").map(End.number) ?? .none
        } catch {
            return .unreadable
        }
    }

    /// Brings over the rows of a range, the highest number first.
    ///
    /// - Returns: The highest number that may be one that cannot be read; nil when all was read.
    private mutating func copy(
        _ range: ClosedRange<Int64>, of table: String, from source: Database, to target: Database
    ) throws -> Int64? {
        var stop = range.upperBound
        do {
            let rows = try Row.fetchCursor(
                source,
                sql: """
                    SELECT rowid AS salvaged_number, * FROM \(table) WHERE rowid BETWEEN ? AND ?
                    ORDER BY rowid DESC
                    """,
                arguments: [range.lowerBound, range.upperBound])
            while let row = try reading({ try rows.next() }) {
                guard !isOver else {
                    report.isCutShort = true
                    return nil
                }
                try add(row, to: table, in: target)
                guard let number = row.int64("salvaged_number"), number > range.lowerBound else { return nil }
                stop = min(stop, number - 1)
            }
            return nil
        } catch is Unreadable {
            return stop
        } catch let error as DatabaseError where error.isDamage {
            return stop
        }
    }

    /// Tells reading that fails from writing that fails.
    private func reading(_ next: () throws -> Row?) throws -> Row? {
        do {
            return try next()
        } catch {
            throw Unreadable()
        }
    }

    private struct Unreadable: Error {}

    /// Writes a row if it makes sense.
    private mutating func add(_ row: Row, to table: String, in target: Database) throws {
        guard isWhole(row, of: table) else {
            report.damages += 1
            return
        }
        if table != "sessions", table != "panes", let session = row.session("session") {
            if sessions.insert(session).inserted { try target.addMissing(session) }
        }
        let columns = row.columnNames.filter { $0 != "salvaged_number" }
        let known = try target.columns(in: table).map(\.name)
        let names = columns.filter(known.contains)
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        do {
            try target.cachedStatement(
                sql:
                    "INSERT OR IGNORE INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks))"
            ).execute(arguments: StatementArguments(names.map { row[$0] as DatabaseValue }))
        } catch let error as DatabaseError
            where [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH].contains(error.resultCode)
        {
            report.damages += 1
            return
        }
        guard target.changesCount > 0 else { return }
        report.rows[table, default: 0] += 1
        if table == "output" { report.outputBytes += row.offset("length") ?? 0 }
    }

    /// False for a row that nobody could use; a checksum goes with each part of the output and each snapshot.
    private func isWhole(_ row: Row, of table: String) -> Bool {
        switch table {
        case "meta": row.text("key") != nil
        case "sessions": (row.int64("number") ?? -1) > 0
        case "output": row.decompressed(by: decompressor) != nil && (row.int64("offset") ?? -1) >= 0
        // Whether it is whole is known when its parts are there; who reads one asks.
        case "snapshots": (row.int64("offset") ?? -1) >= 0
        case "snapshot_parts", "task_output": row.decompressed(by: decompressor) != nil
        default: true
        }
    }
}

extension DatabaseError {
    /// The file cannot be read there.
    fileprivate var isDamage: Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_ERROR].contains(resultCode)
    }
}

extension Database {
    /// Makes a session of which only its history is known.
    func addMissing(_ session: SessionID) throws {
        try cachedStatement(
            sql: """
                INSERT OR IGNORE INTO sessions (number, name, provider, command, cwd, rows, columns, state,
                    end_kind, created_at, last_activity, state_since, title)
                VALUES (?1, ?2, 'program', '[]', '/', 24, 80, 'error', 'interrupted', 0, 0, 0, '')
                """
        ).execute(arguments: [session.stored, "recovered-\(session.rawValue)"])
    }
}
