import Testing

@testable import RoostTerminal

@Suite struct RepliesTests {
    @Test func `answers come in order, each once`() {
        var replies = Replies()
        replies.append("a")
        replies.append("b")
        #expect(replies.take() == Array("ab".utf8))
        #expect(replies.take().isEmpty)
    }

    @Test func `an answer that finds no room is dropped whole`() {
        var replies = Replies()
        let long = String(repeating: "x", count: Replies.limit - 1)
        replies.append(long)
        replies.append("yz")
        replies.append("!")
        replies.append("?")
        #expect(replies.take() == Array((long + "!").utf8))
        replies.append("yz")
        #expect(replies.take() == Array("yz".utf8))
    }
}
