import RoostTerminal
import Testing

@testable import RoostServer

@Suite struct PasteStreamTests {
    private static func pasted(_ parts: [[UInt8]], brackets: Bool = true) -> [UInt8] {
        var modes = InputModes()
        modes.bracketedPaste = brackets
        var stream = PasteStream(modes)
        return stream.start + parts.flatMap { stream.add($0) } + stream.end
    }

    @Test(arguments: [true, false])
    func `parts come out as the whole would, wherever it is cut`(brackets: Bool) {
        let text = Array(
            "a\r\nb\nc\u{1B}[201~d\u{9B}201~e\u{1B}[2\u{1B}[201~01~\u{1B}[20\r\n\nend\u{1B}".utf8)
        var modes = InputModes()
        modes.bracketedPaste = brackets
        let whole = KeyEncoder.encodePaste(text, modes: modes)
        for first in 0...text.count {
            for second in first...text.count {
                let parts = [text[..<first], text[first..<second], text[second...]].map(Array.init)
                #expect(Self.pasted(parts, brackets: brackets) == whole)
            }
        }
        #expect(Self.pasted(text.map { [$0] }, brackets: brackets) == whole)
    }

    @Test func `an empty paste is a pair of brackets`() {
        #expect(Self.pasted([]) == Array("\u{1B}[200~\u{1B}[201~".utf8))
    }
}
