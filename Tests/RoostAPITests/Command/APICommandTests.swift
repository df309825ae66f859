import RoostModel
import ArgumentParser
import Testing

@testable import roost_api

@Suite struct APICommandTests {
    @Test(arguments: [
        ["-p", "what", "--provider", "openai", "--model", "m"],
        ["-p", "--provider=openai", "--model=m", "--", "what"],
        ["--print", "--model=m", "what", "--provider=openai"],
    ])
    func `the prompt stands where other programs have it`(words: [String]) throws {
        let command = try APICommand.parse(words)
        #expect(command.prompt == "what")
        #expect(command.provider == .openai)
        #expect(command.model == "m")
        #expect(command.outputFormat == .text)
    }

    @Test func `a prompt behind dashes is never an option`() throws {
        #expect(try APICommand.parse(["-p", "--", "--resume=x"]).prompt == "--resume=x")
    }

    @Test(arguments: [
        ["--max-turns=0"], ["--idle-timeout=0"], ["--idle-timeout=86401"], ["--fork-session"],
        ["--include-partial-messages"], ["--output-format=xml"], ["--provider=other"], ["a", "b"],
    ])
    func `what makes no sense is refused`(words: [String]) {
        #expect(throws: (any Error).self) { try APICommand.parse(words) }
    }
}
