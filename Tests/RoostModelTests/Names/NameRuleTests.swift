import RoostModel
import Testing

@Suite struct NameRuleTests {
    @Test(arguments: ["api", "bash-2", "Ünïcode", "工程", "a.b_c", "❤\u{FE0F}"])
    func `what can be seen and typed is a name`(name: String) {
        #expect(NameRule.problem(with: name) == nil)
    }

    @Test(
        arguments: [
            ("", "a name is not empty"), ("a b", "a name has no spaces"),
            ("a\u{2028}b", "a name has no characters that cannot be seen"),
            ("a\u{A0}b", "a name has no characters that cannot be seen"),
            ("\u{115F}", "a name has no characters that cannot be seen"),
            ("a\u{200B}", "a name has no characters that cannot be seen"),
            ("a\tb", "a name has no characters that cannot be seen"),
            ("-n", "a name that begins with - is taken for an option"),
            ("12", "a name that is a number is taken for the number of a session"),
            (String(repeating: "a", count: 65), "a name has at most 64 characters and 256 bytes"),
            // One character of six thousand bytes.
            (
                "e" + String(repeating: "\u{301}", count: 3000),
                "a name has at most 64 characters and 256 bytes"
            ),
        ])
    func `each rule says itself`(name: String, problem: String) {
        #expect(NameRule.problem(with: name) == problem)
    }

    @Test(
        arguments: [
            ("  two  words ", "two  words"), ("a\nb\tc", "a b c"), ("a\u{A0}b\u{2003}c", "a b c"),
            ("\u{115F}\u{3164}\u{2800}", ""), ("\u{1B}[31mred", "[31mred"), ("\u{FE0F}x", "x"),
        ])
    func `a text becomes a name that may have blanks`(text: String, name: String) {
        #expect(NameRule.cleaned(text) == name)
    }

    @Test func `a long text is cut by characters and by bytes`() {
        #expect(NameRule.cleaned(String(repeating: "x", count: 900)).count == 64)
        let heavy = NameRule.cleaned(
            String(repeating: "e" + String(repeating: "\u{301}", count: 50), count: 9))
        #expect(heavy.utf8.count <= 256 && !heavy.isEmpty)
    }
}
