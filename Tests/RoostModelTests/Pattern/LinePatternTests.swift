import Testing

@testable import RoostModel

@Suite struct LinePatternTests {
    @Test(
        arguments: [
            ("a+", "xaaya", [1..<3, 4..<5]), ("ab|abc", "abcab", [0..<3, 3..<5]), ("^a", "aa", [0..<1]),
            ("a$", "aab a", [4..<5]), ("\\bfoo\\b", "foo food foo", [0..<3, 9..<12]), ("x*", "axxb", [1..<3]),
            ("b*c|a", "abbc", [0..<1, 1..<4]), ("(?i)é", "É", [0..<1]), ("nothing", "text", []),
            (".", "", []),
            // The one that begins first counts, though another ends before it.
            ("abcde|c", "abcde c", [0..<5, 6..<7]), ("abcdx|c", "abcde", [2..<3]),
        ] as [(String, String, [Range<Int>])])
    func `places are the leftmost and longest`(pattern: String, line: String, places: [Range<Int>]) throws {
        #expect(try LinePattern(pattern).matches(in: Array(line.unicodeScalars)) == places)
    }

    /// Both ways to match agree, whatever the expression.
    @Test(arguments: ["a", "a*", "(a|b)+c", "a?b{2}", "^b|c$", "[^a]b", "(ab|a)(c|bcd)"])
    func `there is a place where a line matches`(pattern: String) throws {
        let pattern = try LinePattern(pattern)
        for number in 0..<1024 {
            let line = (0..<5).map { ["a", "b", "c", "d"][number >> (2 * $0) & 3] }.joined()
            let scalars = Array(line.unicodeScalars)
            let places = pattern.matches(in: scalars)
            // An empty match is none that could be shown.
            if !places.isEmpty { #expect(pattern.matches(line), "\(line)") }
            if !pattern.matches("") { #expect(places.isEmpty != pattern.matches(line), "\(line)") }
            for (one, other) in zip(places, places.dropFirst()) {
                #expect(one.upperBound <= other.lowerBound)
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `what would make a backtracking matcher think for ever does not`() throws {
        let line = Array(repeating: "a" as Unicode.Scalar, count: 20_000)
        #expect(try LinePattern("(a+)+$x|(a|aa)+b").matches(in: line).isEmpty)
    }

    @Test(arguments: [
        ("abc", "xabcx", true), ("abc", "ab", false), ("^abc", "xabc", false), ("abc$", "abcx", false),
        ("^$", "", true), ("^$", "x", false), ("", "x", true), ("a|b|^$", "b", true), ("a|", "", true),
        ("^(a|bc)+d$", "abcabcd", true), ("^(a|bc)+d$", "abcbd", false), ("a?b*c+", "c", true),
        ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true),
        ("^a{,2}$", "aaa", false),
        ("^a{2,3}$", "aaa", true), ("^a{2,3}$", "aaaa", false), ("^a{0}b$", "b", true),
        ("a{x}", "a{x}", true),
        ("^a+?b$", "aab", true), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("^[^a-c]$", "d", true),
        ("^[^a-c]$", "b", false), ("[]x]", "]", true), ("[a-]", "-", true), ("[\\d.]+$", "1.2", true),
        ("^[\\w-]+$", "a-b_1", true), ("^[^\\s]+$", "a b", false), ("^[[:alpha:]]+$", "aZ", true),
        ("\\d\\D\\w\\W\\s\\S", "1aa  b", true), ("\\bfoo\\b", "a foo b", true), ("\\bfoo\\b", "afoo", false),
        ("o\\Bo", "foo", true), ("\\.", "a", false), ("\\.", ".", true), ("\\x41\\u0042\\u{43}", "ABC", true),
        ("\\Qa.b\\E$", "a.b", true), ("\\Qa.b\\E$", "axb", false), ("(?i)HELLO", "hello", true),
        ("(?i:H)ello", "Hello", true), ("(?i:H)ELLO", "hello", false), ("(?:ab)+$", "abab", true),
        ("(?<name>x)y", "xy", true), ("^é.ü$", "éäü", true), ("(?i)Ä", "ä", true), ("^.$", "日", true),
        ("\\[y/n\\]", "sure? [y/n]", true), ("^\\w+$", "größe", true), ("\\AX\\z", "X", true),
        ("\\$ $", "user$ ", true), ("a*", "", true), ("(a*)*b", "aaab", true), ("(|a)+b", "ab", true),
    ])
    func `matches as everywhere`(pattern: String, line: String, isMatch: Bool) throws {
        #expect(try LinePattern(pattern).matches(line) == isMatch)
    }

    /// An independent witness.
    @Test func `agrees with the standard library's matcher`() throws {
        let atoms = ["a", "b", ".", "[ab]", "[^a]", "\\b", "^", "$", "(a|b)", "(ab|)", "\\w"]
        let lines = ["", "a", "b", "ab", "ba", "aab", "a b", "  ", "abba", "bbb a"]
        for one in atoms {
            for other in atoms {
                for sign in ["", "*", "+", "?", "{2}", "{1,2}"]
                where !(["\\b", "^", "$"].contains(other) && !sign.isEmpty) {
                    let text = one + other + sign
                    let regex = try Regex(text).wordBoundaryKind(.simple)
                    let pattern = try LinePattern(text)
                    for line in lines {
                        #expect(
                            pattern.matches(line) == (line.firstMatch(of: regex) != nil),
                            "\(text) in \(line.debugDescription)")
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ("(", "a ( has no )"), (")", "a ) has no ("), ("[a", "a [ has no ]"),
        ("*a", "a repetition follows nothing"),
        ("a\\", "nothing follows the last \\"), ("(a)\\1", "a back reference is not supported"),
        ("(?=a)", "look-ahead is not supported"), ("(?<!a)", "look-behind is not supported"),
        ("a++", "possessive repetition is not supported"), ("\\y", "\\y is not supported"),
        ("a{3,2}", "a count is above 1000, or its ends are exchanged"),
        ("\\x{zz}", "\"zz\" is no code of a character"), ("[b-a]", "a range in [ ] goes down, or has no end"),
        ("((a{100}){100}){100}", "its repetitions are too many"),
        ("((){1000}){1000}", "its repetitions are too many"),
        (String(repeating: "(", count: 60), "its groups are too deep"),
        (String(repeating: "a", count: 1001), "it is longer than 1000 characters"),
    ])
    func `what is no pattern is refused with the reason`(pattern: String, reason: String) {
        #expect(throws: LinePattern.Problem(description: reason)) { try LinePattern(pattern) }
    }

    @Test func `what makes others backtrack for ever costs so much for each character`() throws {
        for text in ["(a+)+$", "(a|a)*$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$"] {
            let pattern = try LinePattern(text)
            var matcher = LineMatcher(pattern)
            var cost = 0
            for _ in 0..<2000 { cost += matcher.take("a") }
            cost += matcher.take("!")
            #expect(cost <= 2001 * (1 + pattern.steps.count))
        }
    }

    @Test func `a line in pieces is matched like a whole one`() throws {
        var matcher = LineMatcher(try LinePattern("^ab+c$"))
        for line in ["abbbc", "abc", "ac"] {
            for scalar in line.unicodeScalars { _ = matcher.take(scalar) }
            #expect(matcher.finish() == (line != "ac"))
        }
    }
}
