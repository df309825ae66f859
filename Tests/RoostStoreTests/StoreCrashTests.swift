import Dispatch
import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

/// The process is killed while it writes: what the store said to be committed is there, and nothing else.
@Suite struct StoreCrashTests {
    /// Byte `offset` of a session's output.
    static func byte(_ offset: UInt64, of session: SessionID) -> UInt8 {
        UInt8(truncatingIfNeeded: (offset &+ session.rawValue) &* 2_654_435_761 >> 16)
    }

    static func bytes(_ range: Range<UInt64>, of session: SessionID) -> [UInt8] {
        range.map { byte($0, of: session) }
    }

    /// Writes two sessions' output and snapshots without end; appends what is committed to a file.
    static func writeForever(path: String, log: String) throws {
        let store = try Store.open(path: path)
        try Data().write(to: URL(fileURLWithPath: log))
        let file = try #require(FileHandle(forWritingAtPath: log))
        store.setCommitHandler { report in
            for (session, end) in report.storedOutput {
                try? file.write(contentsOf: Data("\(session) \(end)\n".utf8))
            }
        }
        for session in [SessionID.one, .two] { store.enqueue(.session(.sample(session.rawValue))) }
        var offset: UInt64 = 0
        while true {
            for session in [SessionID.one, .two] {
                let bytes = Self.bytes(offset..<offset + 997, of: session)
                store.enqueue(.output(session: session, offset: offset, at: .at(0), bytes: bytes))
                store.enqueue(.snapshot(session: session, offset: offset + 997, at: .at(0), bytes: bytes))
            }
            offset += 997
            if offset % 7 == 0 { try store.flushBlocking(timeout: .seconds(60)) }
        }
    }

    @Test(arguments: 1...8)
    func `a kill leaves what was committed, and a replay adds the rest once`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let delay = Int.random(in: 20...400, using: &generator)
        let scratch = try Scratch()
        let path = scratch.database
        let log = scratch.folder + "/committed"
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, log = log as String, delay = delay as Int] in
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(delay)) {
                kill(getpid(), SIGKILL)
            }
            try Self.writeForever(path: path, log: log)
        }
        let store = try Store.open(path: path)
        var committed: [SessionID: UInt64] = [:]
        for line in (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n") ?? [] {
            let words = line.split(separator: " ").compactMap { UInt64($0) }
            // The kill may have cut the last line.
            if words.count == 2 { committed[SessionID(rawValue: words[0])] = words[1] }
        }
        for session in try store.sessions().map(\.number) {
            let end = try store.outputEnd(session: session)
            #expect(end >= committed[session] ?? 0, "seed \(seed)")
            let stored = try store.output(session: session, from: 0, limitBytes: .max).flatMap(\.bytes)
            #expect(stored == Self.bytes(0..<end, of: session), "seed \(seed)")
            for snapshot in try store.latestSnapshots(session: session) {
                #expect(snapshot.offset <= end)
                #expect(snapshot.bytes == Self.bytes(snapshot.offset - 997..<snapshot.offset, of: session))
            }
            let more = Self.bytes(end / 2..<end + 5000, of: session)
            store.enqueue(.output(session: session, offset: end / 2, at: .at(0), bytes: more))
            try await store.flush()
            let all = try store.output(session: session, from: 0, limitBytes: .max).flatMap(\.bytes)
            #expect(all == Self.bytes(0..<end + 5000, of: session), "seed \(seed)")
        }
        await store.close()
    }

    @Test(arguments: [0, 1, 2, 4, 8, 16, 30])
    func `a kill while the file is made does no harm`(delay: Int) async throws {
        let scratch = try Scratch()
        let path = scratch.database
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as Int] in
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(delay)) {
                kill(getpid(), SIGKILL)
            }
            while true {
                _ = try Store.open(path: path)
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: path + suffix)
                }
            }
        }
        let store = try Store.open(path: path)
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        #expect(try store.sessions().count == 1)
        await store.close()
    }
}
