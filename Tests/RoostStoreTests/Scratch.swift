import Foundation
import GRDB
import RoostModel
import RoostTestSupport

@testable import RoostStore

/// A folder of its own for one test, gone when the test is.
final class Scratch: Sendable {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    var database: String { folder + "/state/roost.sqlite" }

    init() throws {
        temporary = try TemporaryFolder()
    }

    /// Another connection that locks out writers until it is released.
    func lock() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: database, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        return queue
    }

    func open() throws -> Store { try Store.open(path: database) }

    func mode(of path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return attributes[.posixPermissions] as? Int
    }

    func contents(_ suffix: String = "") throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: database + suffix))
    }
}

extension Timestamp {
    static func at(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_790_000_000_000 + milliseconds)
    }
}

extension SessionID {
    static let one = SessionID(rawValue: 1)
    static let two = SessionID(rawValue: 2)
}

extension SessionInfo {
    static func sample(_ number: UInt64, name: String? = nil) -> SessionInfo {
        SessionInfo(
            name: name ?? "s\(number)", number: SessionID(rawValue: number), state: .running,
            provider: "shell", command: ["bash", "-l"], cols: 80, rows: 24, cwd: "/tmp", createdAt: .at(0),
            lastActivity: .at(1), stateSince: .at(2))
    }
}

extension EventRecord {
    /// A question that somebody is asked: `question: TEXT` in the history.
    static func question(
        _ session: SessionID, at milliseconds: Int64 = 0, _ text: String = "?", offset: UInt64 = 0
    ) -> EventRecord {
        EventRecord(
            session: session, at: .at(milliseconds), .attention(.question, text: text), source: "screen",
            offset: offset)
    }
}

extension Store {
    /// All snapshots of a session that are whole, newest first.
    func latestSnapshots(session: SessionID) throws -> [(offset: UInt64, bytes: [UInt8])] {
        var all: [(offset: UInt64, bytes: [UInt8])] = []
        try offerSnapshots(of: session) {
            all.append(($0, $1))
            return false
        }
        return all
    }
}

extension Store {
    /// Commits all, and indexes it as it would be a second later.
    func index() async throws {
        try await flush()
        await withCheckedContinuation { continuation in
            writer.submit { [writer] work in
                writer.index(&work)
                continuation.resume()
            }
        }
    }
}
