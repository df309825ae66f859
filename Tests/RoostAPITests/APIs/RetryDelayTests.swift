import RoostModel
import Testing

@testable import roost_api

@Suite struct RetryDelayTests {
    private static func delay(_ headers: [String: String]) -> Int64? {
        RetryDelay(now: Timestamp(milliseconds: 784_111_777_000)) { headers[$0] }?.milliseconds
    }

    @Test(
        arguments: [
            (["retry-after": "20"], 20_000), (["retry-after": "0"], 0), (["retry-after": "1.5"], 1500),
            (["retry-after-ms": "250", "retry-after": "1"], 250),
            (["retry-after": "Sun, 06 Nov 1994 08:49:47 GMT"], 10_000),
            (
                ["retry-after": "Sun, 06 Nov 1994 08:49:47 GMT", "date": "Sun, 06 Nov 1994 08:49:17 GMT"],
                30_000
            ),
            (["retry-after": "Sun, 06 Nov 1994 08:00:00 GMT"], 0), (["retry-after": "1e300"], 86_400_000),
            ([:], nil), (["retry-after": "-1"], nil), (["retry-after": "soon"], nil),
            (["retry-after": "nan"], nil), (["retry-after": "Sun, 31 Feb 1994 08:49:47 GMT"], nil),
            (["retry-after": "Sunday, 06-Nov-94 08:49:37 GMT"], nil),
        ] as [([String: String], Int64?)])
    func `headers`(headers: [String: String], milliseconds: Int64?) {
        #expect(Self.delay(headers) == milliseconds)
    }

    @Test func `it is told in the words that the reader of errors knows`() throws {
        #expect("\(try #require(RetryDelay(protobuf: "34s")))" == "34 seconds")
        #expect("\(try #require(RetryDelay(protobuf: "1.25s")))" == "1.25 seconds")
        #expect(RetryDelay(protobuf: "34") == nil)
        #expect(RetryDelay(protobuf: "s") == nil)
    }
}
