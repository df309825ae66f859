import FoundationEssentials
import RoostTestSupport
import Testing

@testable import RoostLog

@Suite struct LogFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/test.log" }

    init() throws { folder = try TemporaryFolder() }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    @Test func `lines are added to what is there, in a file of the user's alone`() throws {
        LogFile(path: path).write("one")
        let again = LogFile(path: path)
        again.write("two")
        again.write("ä")
        #expect(try text(path) == "one\ntwo\nä\n")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a file that is full becomes the one of before`() throws {
        let log = LogFile(path: path, limit: 10)
        for line in ["1234", "1234", "abcd", "efgh", "next"] { log.write(line) }
        #expect(try text(path) == "next\n")
        #expect(try text(path + ".1") == "abcd\nefgh\n")
        #expect(try folder.names == ["test.log", "test.log.1"])
    }

    @Test func `the limit holds over restarts, and a line longer than it is written alone`() throws {
        LogFile(path: path, limit: 10).write("12345678")
        LogFile(path: path, limit: 10).write(String(repeating: "x", count: 50))
        #expect(try text(path + ".1") == "12345678\n")
        #expect(try text(path).utf8.count == 51)
    }

    @Test func `a folder that comes later gets the lines from then on`() throws {
        let log = LogFile(path: folder.path + "/later/test.log")
        log.write("lost to the file")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/later", withIntermediateDirectories: false)
        log.write("kept")
        #expect(try text(folder.path + "/later/test.log") == "kept\n")
    }

    @Test func `a link is not followed`() throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path + "/other")
        LogFile(path: path).write("x")
        #expect(try folder.names == ["test.log"])
    }

    @Test func `lines of many threads stay whole`() async throws {
        let log = LogFile(path: path)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { for _ in 0..<50 { log.write(String(repeating: "\(number)", count: 40)) } }
            }
        }
        let lines = try text(path).split(separator: "\n")
        #expect(lines.count == 400)
        #expect(lines.allSatisfy { $0.count == 40 && Set($0).count == 1 })
    }
}
