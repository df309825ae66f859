import Testing

@testable import RoostTerminal

@Suite struct OperatingSystemCommandTests {
    @Test(arguments: [
        ("0;title", 0, "title"), ("104", 104, ""), ("52;c;aGk=", 52, "c;aGk="), ("8;;", 8, ";"),
        ("007;x", 7, "x"),
    ])
    func `a number, and what stands behind the semicolon`(body: String, number: Int, text: String) throws {
        let command = try #require(OperatingSystemCommand(body: Array(body.utf8), terminator: "\u{7}"))
        #expect(command.number == number)
        #expect(command.text == text)
    }

    @Test(arguments: ["", ";x", "L title", "12x", "1234567;x"])
    func `without a number it is none`(body: String) {
        #expect(OperatingSystemCommand(body: Array(body.utf8), terminator: "\u{7}") == nil)
    }

    @Test func `the last field has the rest`() throws {
        let command = try #require(OperatingSystemCommand(body: Array("777;a;b;c;;d".utf8), terminator: ""))
        #expect(command.fields(3) == ["a", "b", "c;;d"])
        #expect(command.fields() == ["a", "b", "c", "", "d"])
    }

    @Test func `percent-encoding is bytes, and what is none stays`() {
        #expect(OperatingSystemCommand.percentDecoded("/a%20b%e6%BC%A2%2") == "/a b漢%2")
        #expect(OperatingSystemCommand.percentDecoded("%+1%zz") == "%+1%zz")
    }

    @Test func `control characters go, and the limit counts bytes`() {
        #expect(OperatingSystemCommand.printable("a\u{1B}\u{9C}b\u{7F}c", limit: 10) == "abc")
        #expect(OperatingSystemCommand.printable("漢字", limit: 5) == "漢")
    }
}
