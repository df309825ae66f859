import Testing

@testable import RoostTerminal

@Suite struct HeldTextTests {
    @Test func `nothing is held before the first line end`() {
        var held = HeldText()
        held.append(Array("0;a title".utf8))
        #expect(held.bytes.isEmpty)
        #expect(held.room == .max)
        held.endLine()
        held.append(Array("a line".utf8))
        held.endLine()
        #expect(held.bytes == Array("a line\n".utf8))
        #expect(held.room == HeldText.limit - 7)
    }

    @Test(arguments: [
        ("two words", true), ("naïve", true), ("iVBORw0KGgo=\n+/9", false), ("#0;2;0;0;0\n#0~~@@$-", false),
        ("", false),
    ])
    func `text has blanks or letters beyond ASCII, and data has none`(content: String, isText: Bool) {
        var held = HeldText()
        held.endLine()
        held.append(Array(content.utf8))
        #expect(held.isText == isText)
    }

    @Test func `data is not held`() {
        var held = HeldText()
        held.endLine()
        held.append([UInt8](repeating: 0x41, count: HeldText.limit))
        #expect(held.room == 0)
        held.settleAsData()
        held.append(Array("more".utf8))
        held.endLine()
        #expect(held.bytes.isEmpty)
        #expect(held.room == .max)
    }

    @Test func `a snapshot cannot bring more than a string could have left`() {
        #expect(HeldText(bytes: [0x41], isData: true) == nil)
        #expect(HeldText(bytes: [UInt8](repeating: 0x41, count: HeldText.limit), isData: false) == nil)
        #expect(HeldText(bytes: Array("a b".utf8), isData: false)?.isText == true)
    }
}
