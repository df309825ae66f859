import Foundation
import RoostModel
import Testing

@Suite struct SessionConversationTests {
    @Test(arguments: [
        ("01a227db-ee22-74a1-9f91-cd0b78c06ecd", true), ("c_1", true), ("", false), ("-x", false),
        ("a b", false),
        ("a/b", false), ("é", false), ("a\n", false), (String(repeating: "a", count: 129), false),
    ])
    func `an identifier can stand in a path and on a command line`(text: String, isOne: Bool) {
        #expect(SessionConversation.isIdentifier(text) == isOne)
    }

    @Test func `options are written where there are any`() throws {
        for conversation in [
            SessionConversation(provider: "claude", id: "c"),
            SessionConversation(provider: "codex", id: "d", arguments: ["-m", "x"]),
        ] {
            let data = try JSONEncoder().encode(conversation)
            #expect(try JSONDecoder().decode(SessionConversation.self, from: data) == conversation)
            #expect(
                String(decoding: data, as: UTF8.self).contains("arguments") == !conversation.arguments.isEmpty
            )
        }
        let known = try JSONDecoder().decode(
            SessionConversation.self, from: Data(#"{"provider":"claude","id":"c","new":1}"#.utf8))
        #expect(known == SessionConversation(provider: "claude", id: "c"))
    }
}
