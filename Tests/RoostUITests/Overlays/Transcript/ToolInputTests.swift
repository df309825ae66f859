import Testing

@testable import RoostUI

@Suite struct ToolInputTests {
    @Test(arguments: [
        (#"{"timeout":5,"command":"swift test\n  -v"}"#, "swift test   -v"),
        (#"{"file_path":"a.swift"}"#, "a.swift"),
        (#"{"command":["bash","-lc","ls"]}"#, "bash -lc ls"), (#"{"n":1}"#, #"{"n":1}"#), ("{}", ""),
        ("no JSON", "no JSON"), (#""text""#, "text"), ("", ""),
    ])
    func `the value that says most is the summary`(json: String, summary: String) {
        #expect(ToolInput(json).summary == summary)
    }

    private static func lines(_ json: String) -> [String] {
        ToolInput(json).lines.map { line in
            (line.lead + line.spans).map {
                $0.look == .added || $0.look == .removed ? "!\($0.text)" : $0.text
            }
            .joined()
        }
    }

    @Test func `values of several lines stand below their names`() {
        #expect(
            Self.lines(#"{"path":"a","n":1,"content":"one\ntwo"}"#)
                == ["path a", "n 1", "content", "│ one", "│ two"])
    }

    @Test func `a replacement is a diff`() {
        #expect(
            Self.lines(#"{"file_path":"a","old_string":"x\ny","new_string":"z"}"#)
                == ["file_path a", "│ !-x", "│ !-y", "│ !+z"])
        #expect(
            Self.lines(#"{"old_string":"a = 1\nb = 2","new_string":"a = 1\nb = 3\nc = 4"}"#)
                == ["│  a = 1", "│ !-b = 2", "│ !+b = 3", "│ !+c = 4"])
        #expect(Self.lines(#"{"old_string":"x"}"#) == ["│ !-x"])
        #expect(Self.lines(#"{"patch":"@@\n-x\n+y"}"#) == ["patch", "│ @@", "│ !-x", "│ !+y"])
    }

    @Test func `what is no JSON is shown as it came`() {
        #expect(Self.lines("a\nb") == ["│ a", "│ b"])
    }
}
