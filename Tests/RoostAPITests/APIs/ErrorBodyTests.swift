import RoostTasks
import Testing

@testable import roost_api

@Suite struct ErrorBodyTests {
    @Test func `anthropic's`() {
        let body = ErrorBody(#"{"type":"error","error":{"type":"rate_limit_error","message":"Slow"}}"#)
        #expect(body.kind == "rate_limit_error")
        #expect(body.message == "Slow")
        #expect(body.status == nil)
    }

    @Test func `openai's, whose code says more than its type`() {
        let body = ErrorBody(
            #"{"error":{"message":"No","type":"invalid_request_error","code":"model_not_found"}}"#)
        #expect(body.kind == "model_not_found")
        #expect(ErrorBody(#"{"error":{"message":"No","type":"a","code":null}}"#).kind == "a")
    }

    @Test func `google's, in an array`() {
        let body = ErrorBody(
            """
            [{"error":{"code":429,"message":"a\\nb","status":"RESOURCE_EXHAUSTED","details":[\
            {"reason":"R"},{"retryDelay":"3s"}]}}]
            """)
        #expect(body.kind == "RESOURCE_EXHAUSTED")
        #expect(body.message == "a b")
        #expect(body.status == 429)
        #expect(body.reason == "R")
        #expect(body.retryDelay?.milliseconds == 3000)
    }

    @Test(
        arguments: [
            (#"{"error":"model \"x\" not found"}"#, "model \"x\" not found"), (#"{"message":"m"}"#, "m"),
            (#"{"detail":"d"}"#, "d"), ("upstream is down\n", "upstream is down"), ("", nil), (" \n", nil),
            ("<html>no</html>", nil), ("[]", nil), ("7", nil), (#"{"error":{"message":""}}"#, ""),
        ] as [(String, String?)])
    func `anybody else's`(text: String, message: String?) {
        #expect(ErrorBody(text).message == message)
    }

    @Test func `a long one is cut, and is one line`() throws {
        let text = String(repeating: "word \u{1B}[31m\n", count: 1000)
        let message = try #require(ErrorBody(text).message)
        #expect(message.count == 501)
        #expect(message.hasSuffix("…"))
        #expect(message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
}
