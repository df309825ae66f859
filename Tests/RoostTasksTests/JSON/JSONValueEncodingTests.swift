import Foundation
import RoostTasks
import Testing

@Suite struct JSONValueEncodingTests {
    @Test(arguments: [
        "null", "true", "-7", "18446744073709551615", "1.5", #""a\"b""#, "[]", "[1,[null],{}]",
        #"{"a":{"b":[1,2]},"c":"d"}"#,
    ])
    func `a value is encoded as what it is`(text: String) throws {
        let value = try #require(JSONParser.parse(text))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    }

    @Test func `of a key that comes twice the last value counts, and a number without a double is a text`()
        throws
    {
        let value = try #require(JSONParser.parse(#"{"a":1,"a":1e999}"#))
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == #"{"a":"1e999"}"#)
    }
}
