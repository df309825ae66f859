import Foundation
import RoostModel
import Testing

@Suite struct CustomStateTests {
    @Test(arguments: ["reviewing", "testing", "pruning", "blocked", "PR-12", "größer", "end"])
    func `words of one's own`(name: String) {
        #expect(CustomState.problem(withName: name) == nil)
    }

    @Test(arguments: [
        "", "a b", "-x", "12", "a\u{1B}b", "running", "waiting_input", "runing", "waiting-input", "active",
        "all",
        "attention", "ended", String(repeating: "x", count: 65),
    ])
    func `words that are none`(name: String) {
        #expect(CustomState.problem(withName: name) != nil)
    }

    private let state = CustomState(
        name: "reviewing", data: #"{"pr":12}"#, since: Timestamp(milliseconds: 1_790_000_000_000))

    private func text(_ encoder: JSONEncoder) throws -> String {
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(state), as: UTF8.self)
    }

    @Test func `its form among programs of roost is frozen`() throws {
        let text = try text(JSONEncoder())
        #expect(
            text == #"{"data":"{\"pr\":12}","name":"reviewing","since":"2026-09-21T14:13:20.000Z"}"#)
        #expect(try JSONDecoder().decode(CustomState.self, from: Data(text.utf8)) == state)
    }

    @Test func `for others its data are a part of the document, unless nobody can read them`() throws {
        let key = try #require(CodingUserInfoKey.embeddedJSON)
        let encoder = JSONEncoder()
        encoder.userInfo[key] = EmbeddedJSON { _ in ["pr": 12] }
        #expect(try text(encoder).contains(#""data":{"pr":12},"#))
        encoder.userInfo[key] = EmbeddedJSON { _ in nil }
        #expect(try text(encoder).contains(#""data":"{\"pr\":12}","#))
    }
}
