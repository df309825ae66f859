import Testing

@testable import RoostUI

@Suite struct MarkdownTests {
    /// Lines as text, looks as signs around what has them.
    private static func render(_ text: String) -> [String] {
        Markdown.lines(of: text).map { line in (line.lead + line.spans).map(sign).joined() }
    }

    private static func sign(_ span: Span) -> String {
        switch span.look {
        case .plain, .frame, .name: span.text
        case .strong: "<b>\(span.text)</b>"
        case .emphasis: "<i>\(span.text)</i>"
        case .code: "<c>\(span.text)</c>"
        case .quote: "<q>\(span.text)</q>"
        case .dim: "<d>\(span.text)</d>"
        case .added: "<+>\(span.text)"
        case .removed: "<->\(span.text)"
        case .good, .warning, .bad: "<!>\(span.text)"
        }
    }

    @Test func `headings are bold, and lists keep their signs`() {
        #expect(
            Self.render("# One *two*\n\n\n* a\n+ b\n  - c\n12. d\n#no\n") == [
                "<b>One </b><b>two</b>", "", "- a", "- b", "  - c", "12. d", "#no",
            ])
    }

    @Test func `code between fences is in a frame`() {
        #expect(
            Self.render("x\n```swift\nlet a = `1`\n\n# no\n```\ny") == [
                "x", "│ <d>swift</d>", "│ let a = `1`", "│ ", "│ # no", "y",
            ])
        #expect(Self.render("~~~\n```\n~~~~\nz") == ["│ ```", "z"])
        // Models forget to close them.
        #expect(Self.render("```\na\n") == ["│ a", "│ "])
    }

    @Test func `a diff has what came and what went`() {
        #expect(
            Self.render("```diff\n--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n```") == [
                "│ <d>diff</d>", "│ <d>--- a</d>", "│ <d>+++ b</d>", "│ @@ -1 +1 @@", "│ <->-x", "│ <+>+y",
                "│  z",
            ])
    }

    @Test func `quotes, rules and tables`() {
        #expect(
            Self.render("> a **b**\n---\n| a | b |") == [
                "│ <q>a </q><b>b</b>", "────────", "| a | b |",
            ])
    }

    @Test(arguments: [
        ("a `b*c*` d", "a <c>b*c*</c> d"), ("``a ` b``", "<c>a ` b</c>"), ("` `` `", "<c>``</c>"),
        ("**a** and *b*", "<b>a</b> and <i>b</i>"), ("__a__ _b_", "<b>a</b> <i>b</i>"),
        ("snake_case_name", "snake_case_name"), ("2 * 3 * 4", "2 * 3 * 4"), ("a*b", "a*b"),
        ("**a *b* c**", "<b>a </b><b>b</b><b> c</b>"), ("\\*a\\* \\`", "*a* `"), ("C:\\dir", "C:\\dir"),
        ("[site](https://a.b/c)", "site<d> (https://a.b/c)</d>"), ("[x] done", "[x] done"),
        ("[a](", "[a]("), ("`open", "`open"), ("**open", "**open"), ("***", "***"),
    ])
    func `signs within a line become looks`(text: String, rendered: String) {
        #expect(MarkdownText.spans(of: text).map(Self.sign).joined() == rendered)
    }

    @Test func `a line of nothing but signs takes no time`() {
        for sign in ["*", "_", "`", "[", "*a", "`a", "[a](", "**a_b`"] {
            let text = String(repeating: sign, count: 4000 / sign.count)
            let shown = MarkdownText.spans(of: text).map(\.text).joined()
            #expect(!shown.isEmpty)
            #expect(MarkdownText.spans(of: text + text).map(\.text).joined() == text + text)
        }
    }
}
