import Foundation
import RoostModel
import Testing

@testable import roost

@Suite struct HistoryLinesTests {
    private static let entry = HistoryEntry(
        session: SessionID(rawValue: 1), name: "api", at: Sample.time(0), type: .command,
        text: "make\n\u{1B}[2Jtest", cwd: "/src", exitCode: 2, durationMilliseconds: 1500, offset: 9)

    private static func text(_ lines: HistoryLines, _ entry: HistoryEntry) throws -> String {
        String(decoding: try lines.line(entry), as: UTF8.self)
    }

    @Test func `a JSON line is the entry of history --json`() throws {
        let line = try Self.text(.init(.jsonl, withNames: true, isOutputOnly: false), Self.entry)
        #expect(line.last == "\n" && line.dropLast().allSatisfy { $0 != "\n" })
        let decoded = try JSONDecoder().decode(HistoryEntry.self, from: Data(line.utf8))
        #expect(decoded == Self.entry)
        #expect(line.contains(#""cwd":"/src","duration_ms":1500,"exit_code":2"#))
    }

    @Test func `a line of text is one line, and drives no terminal`() throws {
        let when = Clock.local(Self.entry.at)
        #expect(
            try Self.text(.init(.text, withNames: true, isOutputOnly: false), Self.entry)
                == "\(when)  api  command  1.5 s, exit 2  make ⏎  [2Jtest\n")
        var output = Self.entry
        output.type = .output
        (output.exitCode, output.durationMilliseconds) = (nil, nil)
        #expect(
            try Self.text(.init(.text, withNames: false, isOutputOnly: false), output)
                == "\(when)  output  make ⏎  [2Jtest\n")
        #expect(
            try Self.text(.init(.text, withNames: false, isOutputOnly: true), output)
                == "make ⏎  [2Jtest\n")
    }
}
