import Foundation
import RoostTasks
import RoostTestSupport
import Testing

@Suite struct JSONParserTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "12", "-1.5", "1e3", "2E-2", "9007199254740993", "\"\"", "[]",
        "{}",
        "[1,[2,{}]]", #"{"a":1,"b":[true,null]}"#, #""\"\\\n\r\t""#, #""grüße 🐓""#, #""\u001f""#,
    ])
    func `what is written in the shortest form is written back as it came`(text: String) {
        #expect(JSONParser.parse(text)?.description == text)
    }

    @Test(arguments: [
        (#""\u0041\u00e9""#, "Aé"), (#""\ud83d\udc13""#, "🐓"), (#""\ud83d""#, "\u{FFFD}"),
        (#""\udc13x""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\/\b\f""#, "/\u{8}\u{C}"),
    ])
    func `escapes become what they mean`(text: String, meaning: String) {
        #expect(JSONParser.parse(text)?.string == meaning)
    }

    @Test(arguments: [
        "", " ", "nul", "True", "01", "-", "1.", ".5", "1e", "+1", "[1,]", "[", "{\"a\"}", "{\"a\":}",
        "{a:1}",
        "\"", "\"\\x\"", "\"\\u12\"", "\"\u{1}\"", "1 2", "[] x", "{\"a\":1,}", "\u{FEFF}{}",
    ])
    func `what is no JSON is nothing`(text: String) {
        #expect(JSONParser.parse(text) == nil)
    }

    @Test func `a nesting that no message has is refused`() {
        let deep = 100_000
        #expect(JSONParser.parse(String(repeating: "[", count: deep)) == nil)
        let fits = String(repeating: "[", count: 127) + String(repeating: "]", count: 127)
        #expect(JSONParser.parse(fits) != nil)
        let tooDeep = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
        #expect(JSONParser.parse(tooDeep) == nil)
    }

    @Test func `a key that comes twice has its last value, and null is none`() {
        let value = JSONParser.parse(#"{"a":1,"a":2,"b":null}"#)
        #expect(value?["a"]?.int == 2)
        #expect(value?["b"] == nil)
        #expect(value?["c"] == nil)
    }

    @Test(
        arguments: [
            ("12", 12), ("-3.9", -3), ("1e3", 1000), ("9223372036854775807", Int.max),
            ("9223372036854775808", nil), ("1e400", nil), ("\"12\"", nil),
        ] as [(String, Int?)])
    func `a number is an integer where it fits`(text: String, value: Int?) {
        #expect(JSONParser.parse(text)?.int == value)
    }

    /// Another parser is the witness.
    @Test func `what is cut or changed is read exactly where JSONSerialization reads it`() {
        var generator = SeededGenerator(seed: 8259)
        let sample = Array(#"{"a":[1,-2.5e3,true,null,"x\n\u00e9 é"],"b":{"c":""},"d":[]}"#.utf8)
        let alphabet = Array(#"{}[]",:\nu0123456789.eE+- tfa"#.utf8)
        for _ in 0..<3000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                if Bool.random(using: &generator) {
                    bytes.remove(at: index)
                } else {
                    bytes[index] = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                }
            }
            guard let text = String(validating: bytes, as: UTF8.self) else { continue }
            let witness = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
            #expect((JSONParser.parse(text) != nil) == (witness != nil), "seed 8259: \(text)")
        }
    }
}
