import Foundation
import RoostConfig
import RoostDetect
import RoostModel
import RoostTerminal
import RoostTestSupport
import Testing

@testable import roost

/// `roost provider test --recording`: what a provider's rules make of a recording.
@Suite struct RecordingTestTests {
    private func recorded(_ name: String, _ provider: String, _ labels: [String]) throws -> RecordingTest {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = tests.appending(path: "RoostDetectTests/Fixtures/recordings/\(name).raw").path
        let catalog = ProviderCatalog.builtIn
        return RecordingTest(
            try #require(catalog.named(provider)), catalog.providers.ruleBook,
            try RecordingFile.read(path, size: nil), labels.compactMap { RecordingLabel(argument: $0) })
    }

    @Test func `the timeline names states, attentions, rules and the rows that they found`() throws {
        let test = try recorded(
            "codex-session-120x40", "codex",
            [
                "5.916=waiting_input/none", "9.2=processing", "22.5=waiting_input/approval",
                "38.65=waiting_input/question", "40.8=waiting_input/none", "46.2=processing/retrying,none",
            ])
        #expect(test.missed.isEmpty, "\(test.missed)")
        let approval = try #require(test.timeline.first { $0.attention == "approval" })
        #expect(approval.rule == "command")
        #expect(approval.place == "menu")
        #expect(approval.row == "Would you like to run the following command?")
        #expect(approval.state == "waiting_input")
        #expect(test.timeline.contains { $0.rule == "work" && $0.state == "processing" })
        #expect(test.timeline.map(\.seconds) == test.timeline.map(\.seconds).sorted())
        #expect(test.text.split(separator: "\n").count == test.timeline.count + 1)
    }

    @Test func `what was expected and is not so is told`() throws {
        let test = try recorded(
            "codex-session-120x40", "codex",
            ["9.2=waiting_input/none", "22.5=waiting_input/question,trust"])
        #expect(test.missed.map(\.seconds) == [9.2, 22.5])
        #expect(test.missed.map(\.expected) == ["waiting_input/none", "waiting_input/question,trust"])
        #expect(test.missed.map(\.found) == ["processing/none", "waiting_input/approval"])
        #expect(
            test.text.hasSuffix(
                "at 22.500: expected waiting_input/question,trust, found waiting_input/approval\n"))
    }

    @Test func `rules of one's own count`() throws {
        let text = """
            [screen]
            prompt = "row"
            prompt_rows = [">*"]
            busy_without_prompt = true
            [[rule]]
            name = "deploy"
            region = "cursor"
            match = "Deploy?*"
            attention = "approval"
            """
        let folder = try TemporaryFolder()
        let providers = folder.paths.config + "/providers"
        try FileManager.default.createDirectory(atPath: providers, withIntermediateDirectories: true)
        try text.write(toFile: providers + "/mine.toml", atomically: true, encoding: .utf8)
        let catalog = ProviderCatalog.load(paths: folder.paths)
        #expect(catalog.problems.isEmpty)
        let recording = RecordingFile(
            size: TerminalSize(rows: 5, columns: 40),
            moments: [
                .init(at: 0, event: .output(Array("> ".utf8))),
                .init(at: 3000, event: .output(Array("go\r\nworking\r\n".utf8))),
                .init(at: 9000, event: .output(Array("Deploy? (yes) ".utf8))),
            ])
        let test = RecordingTest(
            try #require(catalog.named("mine")), catalog.providers.ruleBook, recording, [])
        #expect(
            test.timeline.map(\.verdict) == [
                "waiting_input/none", "processing/none", "waiting_input/approval",
            ])
        #expect(test.timeline.map(\.rule) == [nil, nil, "deploy"])
    }

    @Test(arguments: [
        "", "5", "5=", "=processing", "x=processing", "5=busy", "5=processing/", "5=processing/what",
        "5=processing/none/none", "-1=processing", "nan=processing", "5=processing=1",
    ])
    func `what is no label is refused`(text: String) {
        #expect(RecordingLabel(argument: text) == nil)
    }

    @Test func `a label is met by each of its attentions`() throws {
        let label = try #require(RecordingLabel(argument: "1.5=waiting_input/approval,none"))
        #expect(label.at == 1500)
        #expect(label.isMet(by: Verdict(state: .waitingInput)))
        #expect(!label.isMet(by: Verdict(state: .processing)))
        let question = Attention(
            kind: .question, text: "", source: "screen", since: Timestamp(milliseconds: 0))
        #expect(!label.isMet(by: Verdict(state: .waitingInput, attention: question)))
        let any = try #require(RecordingLabel(argument: "1=waiting_input"))
        #expect(any.isMet(by: Verdict(state: .waitingInput, attention: question)))
        #expect(any.text == "waiting_input")
    }
}
