import Testing

@testable import RoostPTY

@Suite struct JournalNameTests {
    @Test(arguments: [(UInt64, UInt64)]([(0, 0), (1, 65536), (.max, .max), (0xABC, 0x1000_0000_0000)]))
    func `a name is read as it was written`(session: UInt64, offset: UInt64) {
        let name = JournalName(session: session, firstOffset: offset)
        #expect(name.file.utf8.count == 37)
        #expect(JournalName(file: name.file) == name)
    }

    @Test func `the name is the session and the offset in hexadecimal`() {
        #expect(
            JournalName(session: 0xABC, firstOffset: 0x10000).path(in: "/x")
                == "/x/0000000000000abc-0000000000010000.seg")
    }

    @Test(arguments: [
        "", "x", ".seg", "0000000000000abc-0000000000010000", "0000000000000abc-0000000000010000.seg.bad",
        "0000000000000ABC-0000000000010000.seg", "+000000000000abc-0000000000010000.seg",
        "0000000000000abc_0000000000010000.seg", "00000000000000abc-000000000010000.seg",
        "é00000000000abc-0000000000010000.seg",
    ])
    func `other files are no segments`(file: String) {
        #expect(JournalName(file: file) == nil)
    }
}
