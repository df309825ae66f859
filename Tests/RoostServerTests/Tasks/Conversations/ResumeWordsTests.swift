import RoostConfig
import Testing

@testable import RoostServer

@Suite struct ResumeWordsTests {
    private func identifier(_ provider: String, _ lines: String...) throws -> String? {
        let provider = try #require(Provider.builtIn.first { $0.name == provider })
        return ResumeWords(provider).identifier(in: lines)
    }

    @Test func `what programs say at their end is read`() throws {
        #expect(
            try identifier(
                "claude", "Resume this session with:",
                "  claude --resume 3f0c2a51-7b7e-4c5a-9d6e-2f1b8a4c9d10", "$")
                == "3f0c2a51-7b7e-4c5a-9d6e-2f1b8a4c9d10")
        #expect(
            try identifier("codex", "To continue, run codex resume 019a-aaaa-bbbb.", "Token usage: 5")
                == "019a-aaaa-bbbb")
    }

    @Test func `a command line says it, too, and the last one counts`() throws {
        #expect(try identifier("claude", "/opt/claude --model x --resume c-0000001 -v") == "c-0000001")
        #expect(
            try identifier("claude", "claude --resume c-0000001", "claude --resume c-0000002") == "c-0000002")
    }

    @Test func `other words are none`() throws {
        #expect(try identifier("claude", "claude --resume", "claude --continue", "--resume c-0000001") == nil)
        #expect(try identifier("codex", "codex resume work", "resume 019a-aaaa-bbbb codex") == nil)
        #expect(try identifier("aider", "aider --restore-chat-history 12345678") == nil)
        #expect(try identifier("shell", "bash 12345678") == nil)
    }
}
