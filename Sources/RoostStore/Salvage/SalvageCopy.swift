import Foundation
import GRDB

/// A copy of a database whose first page is damaged, with a first page that fits.
///
/// The first page says where each table begins; without it nothing is found. But every database of roost was made by
/// the same steps in the same order, and with `auto_vacuum` SQLite puts the roots of tables in the order in which
/// they were made and dropped, whatever is in them: so the page of a new database of the same version is right for
/// all of them.
///
/// - SeeAlso: https://www.sqlite.org/fileformat2.html#ptrmap_pages
struct SalvageCopy {
    /// A copy takes time and room: larger files are left as they are.
    private static let largest = 1 << 30
    private static let pageSize = 4096

    /// Where the copy lies.
    let path: String
    /// Connections that are closed: see ``Connection``.
    private(set) var retired: [any DatabaseReader & Sendable] = []
    /// Pages without those that a transplant adds.
    private let pageCount: UInt64
    private var templatePath: String { path + "-template" }

    /// Makes a copy of a file and its log; nil when that cannot be done.
    init?(of original: String) {
        path = original + "-work"
        guard let size = StoreFile(path: original).size,
            (2 * Self.pageSize...Self.largest).contains(size),
            StoreFile(path: original).copy(to: path)
        else { return nil }
        do {
            guard let file = FileHandle(forUpdatingAtPath: path) else { throw Misfit() }
            defer { try? file.close() }
            try Self.applyLog(of: original, to: file)
            pageCount = try file.seekToEnd() / UInt64(Self.pageSize)
        } catch {
            StoreFile(path: path).remove()
            return nil
        }
    }

    /// Gives the copy the first page that a new database of a version has; false when that cannot be done.
    mutating func transplant(schema: Int) -> Bool {
        defer { StoreFile(path: templatePath).remove() }
        do {
            try makeTemplate(schema: schema)
            guard let file = FileHandle(forUpdatingAtPath: path),
                let template = FileHandle(forReadingAtPath: templatePath)
            else { return false }
            defer {
                try? file.close()
                try? template.close()
            }
            try transplant(from: template, into: file)
            return true
        } catch {
            return false
        }
    }

    /// Takes the copy away.
    func remove() {
        StoreFile(path: path).remove()
    }

    private mutating func makeTemplate(schema: Int) throws {
        StoreFile(path: templatePath).remove()
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL") }
        let queue = try DatabaseQueue(path: templatePath, configuration: configuration)
        retired.append(queue)
        defer { try? queue.close() }
        try Schema.migrator.migrate(queue, upTo: "\(schema)")
    }

    /// Does what SQLite would do at the next checkpoint.
    private static func applyLog(of original: String, to file: FileHandle) throws {
        guard let log = WriteAheadLog(database: original), log.pageSize == pageSize,
            let source = FileHandle(forReadingAtPath: original + "-wal")
        else { return }
        defer { try? source.close() }
        for frame in log.frames {
            try source.seek(toOffset: frame.place)
            guard let page = try source.read(upToCount: pageSize) else { return }
            try file.seek(toOffset: UInt64(frame.page - 1) * UInt64(pageSize))
            try file.write(contentsOf: page)
        }
    }

    /// Puts the first page of a new database in place of the old one, and the pages that it leads to at the end.
    private func transplant(from new: FileHandle, into file: FileHandle) throws {
        try file.truncate(atOffset: pageCount * UInt64(Self.pageSize))
        func page(_ number: UInt32) throws -> [UInt8] {
            try new.seek(toOffset: UInt64(number - 1) * UInt64(Self.pageSize))
            let page = try new.read(upToCount: Self.pageSize) ?? Data()
            guard page.count == Self.pageSize else { throw Misfit() }
            return [UInt8](page)
        }
        var first = try page(1)
        var count = UInt32(clamping: pageCount)
        // An interior page: its cells and its header name the pages below it.
        guard first.number(at: 100, bytes: 1) == 5 else { throw Misfit() }
        let cells = Int(first.number(at: 103, bytes: 2))
        guard cells <= 100 else { throw Misfit() }
        let places = (0..<cells).map { Int(first.number(at: 112 + 2 * $0, bytes: 2)) } + [108]
        for place in places {
            guard place + 4 <= first.count else { throw Misfit() }
            let child = first.number(at: place, bytes: 4)
            guard child > 1 else { throw Misfit() }
            count += 1
            try file.seek(toOffset: UInt64(count - 1) * UInt64(Self.pageSize))
            try file.write(contentsOf: try page(child))
            first.set(count, at: place)
        }
        // A rollback journal instead of a log (18, 19), the size (28), no free pages (32, 36).
        first[18] = 1
        first[19] = 1
        first.set(count, at: 28)
        first.set(0, at: 32)
        first.set(0, at: 36)
        try file.seek(toOffset: 0)
        try file.write(contentsOf: Data(first))
    }

    private struct Misfit: Error {}
}

extension [UInt8] {
    /// A big-endian number; 0 outside of the bytes.
    fileprivate func number(at place: Int, bytes count: Int) -> UInt32 {
        dropFirst(place).prefix(count).reduce(0) { $0 << 8 | UInt32($1) }
    }

    fileprivate mutating func set(_ number: UInt32, at place: Int) {
        for index in 0..<4 where place + index < count {
            self[place + index] = UInt8(truncatingIfNeeded: number >> (24 - 8 * index))
        }
    }
}
