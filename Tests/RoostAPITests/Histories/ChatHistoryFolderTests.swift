import Foundation
import RoostModel
import RoostTestSupport
import Testing

@testable import roost_api

@Suite struct ChatHistoryFolderTests {
    private static let id = "0f56e4cb-8a49-4000-8000-0123456789ab"

    private static func turn(_ prompt: String, cost: Double? = 0.5) -> ChatHistory.Turn {
        ChatHistory.Turn(
            at: Timestamp(milliseconds: 1), api: .openai, model: "m", system: "s", prompt: prompt,
            answer: "é\n\"", usage: TaskUsage(input: 1, cacheRead: 2, output: 4, reasoning: 5), cost: cost)
    }

    private let home: TemporaryFolder
    private let folder: ChatHistoryFolder

    init() throws {
        home = try TemporaryFolder()
        folder = ChatHistoryFolder(environment: ["ROOST_HOME": home.path])
    }

    private var path: String { "\(folder.path)/\(Self.id).jsonl" }

    @Test func `it lies in the state folder`() {
        #expect(ChatHistoryFolder(environment: ["HOME": "/h"]).path == "/h/.local/state/roost/api")
        #expect(
            ChatHistoryFolder(environment: ["HOME": "/h", "XDG_STATE_HOME": "/s"]).path == "/s/roost/api")
        #expect(folder.path == home.path + "/api")
    }

    @Test func `what was written is read`() throws {
        var conversation = ChatHistory(id: Self.id, turns: [])
        for prompt in ["one", "two\u{0}", ""] {
            try folder.add(Self.turn(prompt), to: conversation)
            conversation.turns.append(Self.turn(prompt))
        }
        #expect(try folder.read(Self.id) == conversation)
        #expect(conversation.cost == 1.5)
    }

    @Test func `a turn that a crash has cut is none, and the next one is whole`() throws {
        var conversation = ChatHistory(id: Self.id, turns: [])
        try folder.add(Self.turn("one"), to: conversation)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(#"{"type":"turn","at":"19"#.utf8))
        try file.close()
        conversation.turns = [Self.turn("one")]
        #expect(try folder.read(Self.id) == conversation)
        try folder.add(Self.turn("two", cost: nil), to: conversation)
        conversation.turns.append(Self.turn("two", cost: nil))
        #expect(try folder.read(Self.id) == conversation)
        #expect(conversation.cost == nil)
    }

    @Test(arguments: [
        ("", "its file has no beginning"), ("\u{FF}\u{0}nonsense\n", "its file has no beginning"),
        (
            #"{"type":"conversation","version":2,"id":"x"}"# + "\n",
            "a later version of roost-api has written it"
        ),
    ])
    func `a file that cannot be read is said to be so`(text: String, cause: String) throws {
        try home.write(text, to: "api/\(Self.id).jsonl")
        let failure = try #require(throws: ChatHistoryFolder.Failure.self) { try folder.read(Self.id) }
        #expect(failure.description == "cannot resume conversation \(Self.id): \(cause)")
    }

    @Test(arguments: [
        "", "x", "../../../etc/passwd", "0F56E4CB-8A49-4000-8000-0123456789AB", Self.id, Self.id + "\n",
    ])
    func `what is not there is named as claude names it`(id: String) throws {
        let failure = try #require(throws: ChatHistoryFolder.Failure.self) { try folder.read(id) }
        #expect(failure.description.hasPrefix("No conversation found with session ID: "))
    }
}
