import Foundation
import RoostIO
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite(.timeLimit(.minutes(2)))
struct FolderWatchTests {
    private let temporary: TemporaryFolder
    private var folder: String { temporary.path }

    init() throws { temporary = try TemporaryFolder() }

    @Test func `a deleted file, a moved one and the folder's own end are told`() async throws {
        for name in ["a", "b"] { try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
        let loop = try EventLoop(name: "test")
        try loop.start()
        let (stream, continuation) = AsyncStream.makeStream(of: FolderChange.self)
        let watch = try FolderWatch(loop: loop) { changes in
            for change in changes { continuation.yield(change) }
        }
        _ = try watch.add(folder)
        try FileManager.default.removeItem(atPath: folder + "/a")
        try FileManager.default.moveItem(atPath: folder + "/b", toPath: folder + ".b")
        try FileManager.default.moveItem(atPath: folder + ".b", toPath: folder + "/c")
        try FileManager.default.removeItem(atPath: folder)
        var names: [String] = []
        for await change in stream {
            names.append(change.name)
            if change.isAboutFolder { break }
        }
        #expect(names == ["a", "b", "c", "c", ""])
        watch.cancel()
    }

    @Test func `a folder that is not there cannot be watched`() throws {
        let watch = try FolderWatch(loop: EventLoop(name: "test")) { _ in }
        #expect(throws: FolderWatch.Failure.self) { try watch.add("/no/such/folder") }
        watch.cancel()
    }

    @Test func `a file is another one after it was made again`() async throws {
        let path = folder + "/lock"
        guard let lock = try Files.lock(path) else {
            Issue.record("somebody has the lock")
            return
        }
        let first = FileIdentity.at(path)
        let held = FileIdentity.of(lock)
        #expect(first != nil && first == held)
        try FileManager.default.removeItem(atPath: path)
        #expect(FileIdentity.at(path) == nil)
        guard let other = try Files.lock(path) else {
            Issue.record("the file is the old one")
            return
        }
        let new = FileIdentity.of(other)
        #expect(new == FileIdentity.at(path))
        #expect(new != held)
    }
}
