import Foundation
import RoostTerminal
import RoostTestSupport
import RoostWire
import Testing

@testable import roost

/// Recordings as they stand in files.
@Suite struct RecordingFileTests {
    private func read(
        _ files: [String: String], _ name: String, size: TerminalSize? = nil
    ) throws -> RecordingFile {
        let folder = try TemporaryFolder()
        var path = ""
        for (file, text) in files {
            let written = "\(folder.path)/\(file)"
            try text.write(toFile: written, atomically: true, encoding: .utf8)
            if file == name { path = written }
        }
        return try withExtendedLifetime(folder) { try RecordingFile.read(path, size: size) }
    }

    private func failure(_ files: [String: String], _ name: String) -> Failure? {
        do {
            _ = try read(files, name)
            return nil
        } catch {
            return error as? Failure
        }
    }

    @Test func `an asciicast of version 2 has times since the beginning, and sizes`() throws {
        let recording = try read(
            [
                "a.cast": """
                {"version": 2, "width": 80, "height": 24, "title": "x"}
                [0.5, "o", "a\\u001b[1mé"]
                [0.75, "i", "typed"]
                [1.25, "r", "100x30"]

                [2, "o", "b"]
                """
            ], "a.cast")
        #expect(recording.size == TerminalSize(rows: 24, columns: 80))
        #expect(
            recording.moments == [
                .init(at: 500, event: .output(Array("a\u{1b}[1mé".utf8))),
                .init(at: 1250, event: .resize(TerminalSize(rows: 30, columns: 100))),
                .init(at: 2000, event: .output(Array("b".utf8))),
            ])
    }

    @Test func `an asciicast of version 3 has times since the line before`() throws {
        let recording = try read(
            [
                "a.cast": """
                {"version": 3, "term": {"cols": 80, "rows": 24}}
                # a comment
                [0.5, "o", "a"]
                [0.5, "o", "b"]
                [0.25, "x", "0"]
                """
            ], "a.cast")
        #expect(recording.moments.map(\.at) == [500, 1000])
    }

    @Test func `bytes have their times beside them and their size in the name`() throws {
        let recording = try read(
            ["a-b-80x24.raw": "abcdef", "a-b-80x24.times": "0.5 2\n1.5 2\n1.5 5\n"], "a-b-80x24.raw")
        #expect(recording.size == TerminalSize(rows: 24, columns: 80))
        #expect(
            recording.moments == [
                .init(at: 500, event: .output(Array("ab".utf8))),
                .init(at: 1500, event: .output(Array("cde".utf8))),
                .init(at: 1500, event: .output(Array("f".utf8))),
            ])
        let plain = try read(["a.raw": "abc"], "a.raw", size: TerminalSize(rows: 5, columns: 40))
        #expect(plain.size == TerminalSize(rows: 5, columns: 40))
        #expect(plain.moments == [.init(at: 0, event: .output(Array("abc".utf8)))])
    }

    @Test(arguments: [
        ("{}", "line 1"), ("{\"version\": 1, \"width\": 80, \"height\": 24}", "line 1"),
        ("{\"version\": 2}", "line 1"),
        ("{\"version\": 2, \"width\": 80, \"height\": 24}\n[1, \"o\", \"\"]\nnonsense", "line 3"),
        ("{\"version\": 2, \"width\": 80, \"height\": 24}\n[-1, \"o\", \"x\"]", "line 2"),
        ("{\"version\": 2, \"width\": 80, \"height\": 24}\n[1e300, \"o\", \"x\"]", "line 2"),
        ("{\"version\": 3, \"width\": 80, \"height\": 24}\n[\"o\", \"x\"]", "line 2"),
    ])
    func `what is no asciicast is told with its line`(text: String, place: String) throws {
        let found = try #require(failure(["a.cast": text], "a.cast"))
        #expect(found.what.hasPrefix("read "))
        #expect(found.what.hasSuffix(", \(place)"), "\(found)")
    }

    @Test(arguments: ["x", "1", "1 2 3", "1 -2", "-1 2", "2 2\n1 3", "1 2\n2 1", "nan 2", "inf 2"])
    func `times that are none are told with their line`(times: String) throws {
        let found = try #require(failure(["a-80x24.raw": "abc", "a-80x24.times": times], "a-80x24.raw"))
        #expect(found.what.contains("a-80x24.times, line "), "\(found)")
    }

    @Test func `a size that nobody says is asked for`() throws {
        let found = try #require(failure(["a.raw": "abc"], "a.raw"))
        #expect(found.advice?.contains("--size") == true)
        #expect(RecordingFile.size(inName: "/x/claude-1x0.raw") == nil)
        #expect(RecordingFile.size(inName: "") == nil)
    }
}
