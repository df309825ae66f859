import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct TOMLParserTests {
    private func parse(_ text: String) throws -> TOMLValue { try TOMLParser.parse(text, file: "f.toml") }

    /// The value of `x = text`.
    private func value(_ text: String) throws -> TOMLContent? {
        guard case .table(let table) = try parse("x = " + text).content else { return nil }
        return table["x"]?.content
    }

    @Test(arguments: [
        (#""a\tb\"\\\u00e9\U0001F600""#, "a\tb\"\\é😀"), (#"'a\tb'"#, #"a\tb"#), (#""""#, ""), ("''", ""),
        ("\"\"\"\na\n b\"\"\"", "a\n b"), ("\"\"\"a \\\n\n   b\"\"\"", "a b"),
        ("\"\"\"a\\  \r\n b\"\"\"", "ab"),
        ("\"\"\"\"\"a\"\"\"\"\"", "\"\"a\"\""), ("'''\r\na\r\nb'''", "a\nb"), ("''''a'''''", "'a''"),
        ("\"\"\"\"\"\"", ""), ("\"é中\"", "é中"), ("\"\\b\\f\\r\\n\"", "\u{8}\u{C}\r\n"),
    ])
    func `strings of every form are read`(text: String, content: String) throws {
        #expect(try value(text) == .string(content))
    }

    @Test(arguments: [
        ("0", 0), ("+0", 0), ("-0", 0), ("1_000", 1000), ("-17", -17), ("0xdead_BEEF", 0xDEAD_BEEF),
        ("0o17", 15),
        ("0b101", 5), ("9223372036854775807", .max), ("-9223372036854775808", .min),
    ])
    func `whole numbers of every form are read`(text: String, number: Int) throws {
        #expect(try value(text) == .integer(number))
    }

    @Test(arguments: [
        ("1.5", 1.5), ("-0.01", -0.01), ("5e+22", 5e22), ("1e06", 1e6), ("-2E-2", -0.02),
        ("6.626e-34", 6.626e-34),
        ("224_617.445_991", 224617.445991), ("inf", .infinity), ("-inf", -.infinity), ("0e0", 0),
        ("1e999", .infinity),
    ])
    func `numbers with a fraction of every form are read`(text: String, number: Double) throws {
        #expect(try value(text) == .double(number))
    }

    @Test(arguments: [
        "2026-11-20", "2026-11-20T12:40:58Z", "2026-11-20 12:40:58.123+01:30", "2026-11-20t12:40:58z",
        "07:32:00",
        "12:40:58.999999",
    ])
    func `dates are known for what they are`(text: String) throws {
        #expect(try value(text) == .date(text))
    }

    @Test func `arrays go over lines and take comments and a last comma`() throws {
        let array = try value("[ 1, # one\n\n  [\"a\", {b = true}],\n]")
        guard case .array(let elements) = array, elements.count == 2,
            case .array(let inner) = elements[1].content
        else {
            Issue.record("\(String(describing: array))")
            return
        }
        #expect(elements[0].content == .integer(1))
        #expect(elements.map(\.line) == [1, 3])
        #expect(inner[0].content == .string("a"))
        #expect(inner[1].content == .table(["b": TOMLValue(content: .boolean(true), line: 3)]))
    }

    @Test func `tables come from headers, dots and braces`() throws {
        let text = """
            \u{FEFF}# a comment
            a . "b.c" . 'd' = 1
            a.e = 2

            [t.inner]   # after it
            x = { y.z = 3, w = [] }
            [t]
            v = 4
            [[list]]
            n = 1
            [list.sub]
            [[list]]
            """
        func leaf(_ content: TOMLContent, _ line: Int) -> TOMLValue {
            TOMLValue(content: content, line: line)
        }
        let expected: [String: TOMLValue] = [
            "a": leaf(
                .table([
                    "b.c": leaf(.table(["d": leaf(.integer(1), 2)]), 2), "e": leaf(.integer(2), 3),
                ]), 2),
            "t": leaf(
                .table([
                    "inner": leaf(
                        .table([
                            "x": leaf(
                                .table([
                                    "y": leaf(.table(["z": leaf(.integer(3), 6)]), 6),
                                    "w": leaf(.array([]), 6),
                                ]), 6)
                        ]), 5), "v": leaf(.integer(4), 8),
                ]), 5),
            "list": leaf(
                .array([
                    leaf(.table(["n": leaf(.integer(1), 10), "sub": leaf(.table([:]), 11)]), 9),
                    leaf(.table([:]), 12),
                ]), 9),
        ]
        #expect(try parse(text).content == .table(expected))
    }

    @Test(arguments: [
        "", "\n", "# only", "\r\n\r\n", "a=1", "a = 1 # c", "\"\" = 1", "1.2 = 3", "a.b = 1\na.c = 2",
        "[a.b]\n[a]", "[a.b]\n[a]\nb2 = 1", "[a]\nb.c = 1\n[a.d]", "[a]\nb.c = 1\n[a.b.d]", "[a]\n[b.a]",
        "[[a.b]]\n[a]", "a = [[1], [\"x\"]]", "a = { }", "a = {b = {c = 1}}", "true = false",
    ])
    func `what the grammar allows is taken`(text: String) {
        #expect(throws: Never.self) { try parse(text) }
    }

    @Test(arguments: [
        ("a", 1), ("a =", 1), ("= 1", 1), ("a = 1 b = 2", 1), ("a b = 1", 1), ("a. = 1", 1), (".a = 1", 1),
        ("a..b = 1", 1), ("\na = 1\na = 2", 3), ("a = 1\na.b = 2", 2), ("a.b = 1\na = 2", 2),
        ("[a]\n\n[a]", 3),
        ("[a]\n[[a]]", 2), ("[[a]]\n[a]", 2), ("a = []\n[[a]]", 2), ("a = {}\n[a]", 2), ("a = {}\n[a.b]", 2),
        ("a = {}\na.b = 1", 2), ("a.b = 1\n[a]", 2), ("[a]\nb.c = 1\n[a.b]", 3), ("[a.b]\n[a]\nb.c = 1", 3),
        ("a = {b = 1, b = 2}", 1), ("a = {b = 1,}", 1), ("a = {\nb = 1}", 1), ("a = [1 2]", 1),
        ("a = [1,\n\n,]", 3),
        ("[a", 1), ("[]", 1), ("[a]]", 1), ("[[a]", 1), ("[[a] ]", 1), ("[a] b = 1", 1), ("a = [", 1),
        ("a = {", 1),
        ("a = \"b", 1), ("a = \"b\n\"", 1), ("a = 'b\n'", 1), ("a = \"\"\"b\n", 2), ("a = '''b\n\n", 3),
        ("a = \"\\x\"", 1), ("a = \"\\u12\"", 1), ("a = \"\\ud800\"", 1), ("a = \"\\U00110000\"", 1),
        ("a = \"\\u+123\"", 1), ("a = \"\u{1}\"", 1), ("a = 1 # \u{0}", 1), ("a = \u{0}", 1),
        ("a = 1\rb = 2", 1),
        ("a = 01", 1), ("a = 1__0", 1), ("a = _1", 1), ("a = 1_", 1), ("a = 0x", 1), ("a = 0xg", 1),
        ("a = +0x1", 1),
        ("a = 9223372036854775808", 1), ("a = 1.", 1), ("a = .5", 1), ("a = 1.e2", 1), ("a = 1e", 1),
        ("a = 1e1.5", 1),
        ("a = 01.5", 1), ("a = yes", 1), ("a = True", 1), ("a = infinity", 1), ("a = 2026-13-01", 1),
        ("a = 2026-11-20T25:00:00", 1), ("a = 12:40", 1), ("é = 1", 1), ("a = é", 1), ("a = --1", 1),
        ("\"\"\"a\"\"\" = 1", 1),
    ])
    func `what the grammar forbids is refused with its line`(text: String, line: Int) {
        #expect {
            try parse(text)
        } throws: { error in
            guard let error = error as? ConfigError else { return false }
            #expect(error.line == line, "\(error)")
            #expect(!error.cause.isEmpty && !error.cause.contains("\n"))
            return error.file == "f.toml"
        }
    }

    @Test(arguments: ["[", "{a=", "a."])
    func `depth without end is refused`(piece: String) {
        let deep = String(repeating: piece, count: 100_000)
        #expect(throws: ConfigError.self) { try parse("x = " + deep) }
        #expect(throws: ConfigError.self) { try parse(deep + "b = 1") }
    }

    /// Whatever a file says, the answer is a value or an error.
    @Test(arguments: 0..<20)
    func `no text stops the program`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "[", "]", "[[", "]]", "{", "}", "\"", "'", "\"\"\"", "'''", "\\", "\\u00", "\\U0010FFFF", "=",
            ".",
            ",", "#", "\n", "\r\n", "\r", " ", "a", "b", "é", "1", "true", "\u{0}", "\u{7F}", "e",
            "2026-11-20", "-",
            "+", "_", "0x", "12:40:58", "a = ", "[a.b]\n", "a.b = 1\n",
        ]
        for _ in 0..<1000 {
            let count = Int.random(in: 0..<24, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            do throws(ConfigError) {
                _ = try TOMLParser.parse(text, file: "f.toml")
            } catch {
                let lines = text.utf8.count { $0 == 0x0A } + 1
                if !(1...lines).contains(error.line ?? 0) {
                    Issue.record("seed \(seed): \(error) in \(text)")
                }
            }
        }
    }
}
