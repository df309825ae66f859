import RoostTerminal
import Testing

@testable import RoostServer

@Suite struct TypedTextTests {
    private func typed(_ text: String, bracketed: Bool) -> String {
        var modes = InputModes()
        modes.bracketedPaste = bracketed
        return String(decoding: TypedText(text, modes: modes).bytes, as: UTF8.self)
    }

    @Test func `a program that knows pastes gets one, with nothing in it that ends it`() {
        #expect(typed("one\ntwo", bracketed: true) == "\u{1B}[200~one\rtwo\u{1B}[201~")
        #expect(typed("a\u{1B}[201~\rb", bracketed: true) == "\u{1B}[200~a[201~\rb\u{1B}[201~")
        #expect(typed("\u{1B}c", bracketed: true) == "\u{1B}[200~c\u{1B}[201~")
    }

    @Test func `another one gets the text as it is`() {
        #expect(typed("one\ntwo\u{1B}[A", bracketed: false) == "one\ntwo\u{1B}[A")
    }

    @Test func `no text is no paste`() {
        #expect(typed("", bracketed: true) == "")
    }
}
