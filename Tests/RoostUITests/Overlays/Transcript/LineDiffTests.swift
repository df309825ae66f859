import Testing

@testable import RoostUI

@Suite struct LineDiffTests {
    private static func diff(_ old: String, _ new: String) -> String {
        LineDiff(from: old, to: new).lines.map(\.text).joined(separator: "\n")
    }

    @Test func `what stays is said once`() {
        #expect(
            Self.diff("a = 1\nb = 2", "a = 1\nb = 3\nc = 4") == """
                 a = 1
                -b = 2
                +b = 3
                +c = 4
                """)
        #expect(
            Self.diff(
                "func f() {\n    one()\n    two()\n    three()\n}",
                "func f() {\n    zero()\n    two()\n    four()\n}") == """
                     func f() {
                    -    one()
                    +    zero()
                         two()
                    -    three()
                    +    four()
                     }
                    """)
    }

    @Test func `between two lines that stay, the removed ones come first`() {
        #expect(Self.diff("a\nb\nc", "x\na\ny\nz\nc") == "+x\n a\n-b\n+y\n+z\n c")
    }

    @Test(arguments: [
        ("", "", ""), ("", "x", "+x"), ("x", "", "-x"), ("x", "x", " x"), ("x", "x\n", " x\n+"),
        ("a\na", "a", " a\n-a"), ("a", "a\na", " a\n+a"),
    ])
    func `texts without a line, and lines that repeat`(old: String, new: String, diff: String) {
        #expect(Self.diff(old, new) == diff)
    }

    @Test func `letters that only look alike are a change`() {
        #expect(Self.diff("\u{E9}", "e\u{301}") == "-\u{E9}\n+e\u{301}")
    }

    @Test func `of texts that are too long to compare, only beginning and end are kept`() {
        func text(_ name: String) -> String {
            let middle = (0..<2000).map { $0.isMultiple(of: 2) ? "\(name) \($0)" : "same \($0)" }
            return (["head"] + middle + ["tail"]).joined(separator: "\n")
        }
        let lines = LineDiff(from: text("old"), to: text("new")).lines
        #expect(lines.first == .kept("head") && lines[1] == .removed("old 0"))
        // The last line of the middle is the same in both.
        #expect(lines.suffix(2) == [.kept("same 1999"), .kept("tail")])
        #expect(lines.count == 2 * 1999 + 3)
    }

    /// All texts of up to four lines of two kinds, each with each.
    @Test func `both texts can be read out of any diff`() {
        var texts: [[String]] = [["a"], ["b"]]
        var longest = texts
        for _ in 1..<4 {
            longest = longest.flatMap { text in ["a", "b"].map { text + [$0] } }
            texts += longest
        }
        for old in texts {
            for new in texts {
                let lines = LineDiff(from: old.joined(separator: "\n"), to: new.joined(separator: "\n")).lines
                var left: [String] = []
                var right: [String] = []
                for line in lines {
                    let text = String(line.text.dropFirst())
                    switch line {
                    case .kept:
                        left.append(text)
                        right.append(text)
                    case .removed: left.append(text)
                    case .added: right.append(text)
                    }
                }
                #expect(left == old && right == new)
            }
        }
    }
}
