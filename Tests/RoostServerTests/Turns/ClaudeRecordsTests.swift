import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct ClaudeRecordsTests {
    private let start = Timestamp(milliseconds: 1_800_000_000_000)

    /// A process of claude's, as far as its files tell.
    private func records(
        _ folder: TemporaryFolder, id: String = "c-1", lines: [String] = [], home: Bool = true
    ) throws -> ClaudeRecords? {
        let variables =
            home ? "HOME=\(folder.path)\0" : "CLAUDE_CONFIG_DIR=\(folder.path)/.claude\0HOME=/nowhere\0"
        try folder.write("PATH=/bin\0\(variables)", to: "proc/7/environ")
        try folder.write(#"{"pid":7,"sessionId":"\#(id)","cwd":"/src/api"}"#, to: ".claude/sessions/7.json")
        if !lines.isEmpty {
            try folder.write(
                lines.joined(separator: "\n") + "\n", to: ".claude/projects/-src-api/\(id).jsonl")
        }
        return ClaudeRecords(pid: 7, proc: folder.path + "/proc")
    }

    private func line(
        _ type: String, _ id: String, _ text: String, after milliseconds: Int64, more: String = ""
    ) -> String {
        let at = Timestamp(milliseconds: start.milliseconds + milliseconds)
        return #"{"type":"\#(type)","timestamp":"\#(at)"\#(more),"message":{"id":"\#(id)","role":"\#(type)","#
            + #""content":[{"type":"text","text":"\#(text)"}]}}"#
    }

    @Test(arguments: [true, false])
    func `the last message of a turn is the answer, all of its blocks`(home: Bool) throws {
        let folder = try TemporaryFolder()
        let records = try #require(
            try records(
                folder,
                lines: [
                    line("assistant", "m0", "before", after: -10), line("user", "u1", "what?", after: 1),
                    line("assistant", "m1", "let me see", after: 2),
                    line("assistant", "m2", "it is", after: 3),
                    #"{"type":"assistant","message":{"id":"m2","content":[{"type":"tool_use","name":"Bash"}]}}"#,
                    line("assistant", "m2", "42", after: 4),
                    line("assistant", "m3", "a sub-agent", after: 5, more: #","isSidechain":true"#),
                    #"{"type":"summary","summary":"x"}"#, "no JSON", "",
                ], home: home))
        #expect(records.conversation == "c-1")
        #expect(records.answer(since: start) == "it is\n42")
    }

    @Test func `what was said before the prompt is no answer`() throws {
        let folder = try TemporaryFolder()
        let records = try #require(
            try records(folder, lines: [line("assistant", "m0", "before", after: -10)]))
        #expect(records.answer(since: start) == nil)
    }

    @Test func `whatever is missing or strange is nothing`() throws {
        let folder = try TemporaryFolder()
        #expect(ClaudeRecords(pid: 7, proc: folder.path + "/proc") == nil)
        #expect(try records(folder, id: "../../etc") == nil)
        let bare = try TemporaryFolder()
        #expect(try records(bare)?.answer(since: start) == nil)
    }
}
