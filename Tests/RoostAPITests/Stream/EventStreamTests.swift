import Testing

@testable import roost_api

@Suite struct EventStreamTests {
    private static func events(_ bytes: [UInt8], chunk: Int, limit: Int = 1000) throws -> [EventStream.Event]
    {
        var stream = EventStream(limit: limit)
        var events: [EventStream.Event] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            events += try stream.feed(bytes[start..<min(start + chunk, bytes.count)])
        }
        if let last = stream.finish() { events.append(last) }
        return events
    }

    private static let text = """
        \u{FEFF}: a comment
        event: one
        id: 7
        data: {"a":
        data:"é"}
        retry: 10

        data

        event: nothing


        data:  two
        data: [DONE]

        """

    private static let expected = [
        EventStream.Event(name: "one", data: "{\"a\":\n\"é\"}"), EventStream.Event(data: ""),
        EventStream.Event(data: " two\n[DONE]"),
    ]

    /// A socket cuts where it likes.
    @Test(arguments: 1...40, ["\n", "\r\n", "\r"])
    func `events survive any split and any end of line`(chunk: Int, end: String) throws {
        let bytes = Array(Self.text.replacing("\n", with: end).utf8)
        #expect(try Self.events(bytes, chunk: chunk) == Self.expected)
    }

    @Test func `a line that the end cuts is no part of an event`() throws {
        let bytes = Array("data: a\n\ndata: b\ndata: c".utf8)
        #expect(try Self.events(bytes, chunk: 5).map(\.data) == ["a", "b"])
        #expect(try Self.events(Array("data: c".utf8), chunk: 5).isEmpty)
    }

    @Test func `what is no UTF-8 is shown as such`() throws {
        let bytes: [UInt8] = Array("data: ".utf8) + [0xFF, 0x41, 0x0A, 0x0A]
        #expect(try Self.events(bytes, chunk: 1).map(\.data) == ["\u{FFFD}A"])
    }

    @Test(arguments: [1, 3, 100])
    func `a line beyond the limit is an error however it comes`(chunk: Int) {
        let bytes = Array("data: \(String(repeating: "x", count: 90))\n\n".utf8)
        #expect(throws: APIFailure.self) { try Self.events(bytes, chunk: chunk, limit: 50) }
    }

    @Test(arguments: [1, 3, 100])
    func `many lines of one event have the same limit`(chunk: Int) {
        let bytes = Array((String(repeating: "data: 12345678\n", count: 10) + "\n").utf8)
        #expect(throws: APIFailure.self) { try Self.events(bytes, chunk: chunk, limit: 50) }
    }
}
