import Testing

@testable import RoostTerminal

@Suite struct InputSequenceTests {
    @Test func `a sequence is taken apart`() throws {
        let sequence = try #require(InputSequence(body: Array("?1;22:3::4;;5$y".utf8)[...]))
        #expect(sequence.marker == 0x3F)
        #expect(sequence.parameters == [[1], [22, 3, nil, 4], [nil], [5]])
        #expect(sequence.intermediates == [0x24])
        #expect(sequence.final == 0x79)
        #expect(sequence[1] == 22)
        #expect(sequence[1, 1] == 3)
        #expect(sequence[1, 9] == nil)
        #expect(sequence[9] == nil)
        #expect(sequence.numbers == nil)
    }

    @Test func `empty parameters are 0 and none are none`() {
        #expect(InputSequence(body: Array(";5A".utf8)[...])?.numbers == [0, 5])
        #expect(InputSequence(body: Array("A".utf8)[...])?.numbers == [])
    }

    @Test(arguments: ["", "1?A", "1$2y", "1\u{7F}A"])
    func `bytes in an impossible order are no sequence`(text: String) {
        #expect(InputSequence(body: Array(text.utf8)[...]) == nil)
    }
}
