import FoundationEssentials
import Logging
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostLog

@Suite struct FileLogHandlerTests {
    private let folder: TemporaryFolder
    private let threshold = FileLogHandler.Threshold(.info)

    init() throws { folder = try TemporaryFolder() }

    private func logger() -> Logger {
        let file = LogFile(path: folder.path + "/test.log")
        return Logger(label: "test") { [threshold] _ in
            FileLogHandler(file, threshold) { Timestamp(milliseconds: 0) }
        }
    }

    private func lines() throws -> [String] {
        let data = try Data(contentsOf: URL(filePath: folder.path + "/test.log"))
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `a line has time, level, metadata and message`() throws {
        var logger = logger()
        logger.info("it runs")
        logger[metadataKey: "session"] = "3"
        logger.error("cannot read", metadata: ["errno": "5"])
        #expect(
            try lines() == [
                "1970-01-01T00:00:00.000Z info it runs",
                "1970-01-01T00:00:00.000Z error [errno=5 session=3] cannot read",
            ])
    }

    @Test func `the level changes for all loggers while they are used`() throws {
        let (one, other) = (logger(), logger())
        one.debug("no")
        threshold.level = .debug
        one.debug("yes")
        threshold.level = .error
        other.warning("no")
        other.error("yes")
        #expect(try lines().map { $0.split(separator: " ").last } == ["yes", "yes"])
    }

    @Test func `a message is one line, and no command for a terminal`() throws {
        logger().info("a\u{1B}[2J\r\nb\u{9B}\u{2028}c", metadata: ["x": "\n"])
        let line = try #require(try lines().first)
        #expect(try lines().count == 1)
        #expect(line.hasSuffix("[x=\\u{a}] a\\u{1b}[2J\\u{d}\\u{a}b\\u{9b}\\u{2028}c"))
    }
}
