import RoostModel
import RoostTasks
import Testing

@Suite struct MessageDecoderTests {
    private static func contents(
        _ bytes: [UInt8], _ format: StreamFormat, chunk: Int = .max, limit: Int = 1 << 20
    ) -> [TaskMessage.Content] {
        var decoder = MessageDecoder(format, lineLimit: limit)
        var messages: [TaskMessage] = []
        for start in stride(from: 0, to: bytes.count, by: min(chunk, max(1, bytes.count))) {
            messages += decoder.feed(bytes[start..<min(start + min(chunk, bytes.count), bytes.count)])
        }
        return (messages + decoder.finish()).map(\.content)
    }

    private static let status = #"{"type":"system","subtype":"status","status":"requesting"}"#

    @Test(arguments: [1, 5, 1000])
    func `a line beyond the limit is kept by its beginning, and the next one is read`(chunk: Int) {
        let long = #"{"type":"assistant","text":""# + String(repeating: "x", count: 300)
        let contents = Self.contents(
            Array("\(long)\n\(Self.status)\n".utf8), StreamFormat(.claude, .lines), chunk: chunk, limit: 100)
        #expect(contents == [.raw(String(long.prefix(100)), cause: .tooLong), .status("requesting")])
    }

    @Test func `a line of megabytes is read whole`() {
        let text = String(repeating: "x", count: 3 << 20)
        let line = #"{"type":"assistant","message":{"content":[{"type":"text","text":"\#(text)"}]}}"#
        let contents = Self.contents(
            Array("\(line)\n".utf8), StreamFormat(.claude, .lines), chunk: 64 << 10,
            limit: MessageDecoder.lineLimit)
        #expect(contents == [.text(text)])
    }

    @Test(arguments: [1, 2, 1000])
    func `a line that is no UTF-8 is kept with what is wrong shown`(chunk: Int) {
        let bytes = Array(#"{"type":"sys"#.utf8) + [0xFF, 0x0A] + Array(Self.status.utf8)
        #expect(
            Self.contents(bytes, StreamFormat(.claude, .lines), chunk: chunk) == [
                .raw("{\"type\":\"sys\u{FFFD}", cause: .notUTF8), .status("requesting"),
            ])
    }

    @Test(arguments: StreamFormat.Dialect.allCases)
    func `no object of JSON stops any dialect`(dialect: StreamFormat.Dialect) {
        let lines = [
            "{}", "[]", "1", "null", #"{"type":1}"#, #"{"type":"item.completed"}"#,
            #"{"type":"item.completed","item":{"type":"command_execution"}}"#, #"{"type":"assistant"}"#,
            #"{"type":"user","message":{"content":{}}}"#, #"{"type":"result"}"#, #"{"type":"tool_call"}"#,
            #"{"type":"tool_call","subtype":"completed","tool_call":{"xToolCall":{}}}"#, #"{"response":1}"#,
            #"{"error":{}}"#, #"{"type":"message"}"#, #"{"type":"stream_event"}"#, #"{"type":"turn.failed"}"#,
        ]
        for framing in [StreamFormat.Framing.lines, .document, .text] {
            let contents = Self.contents(
                Array(lines.joined(separator: "\n").utf8), StreamFormat(dialect, framing))
            #expect(!contents.isEmpty)
        }
    }

    @Test func `a document beyond the limit is kept by its beginning`() {
        let contents = Self.contents(
            Array(#"{"type":"result","result":"0123456789"}"#.utf8), StreamFormat(.claude, .document),
            chunk: 3,
            limit: 10)
        #expect(contents == [.raw(#"{"type":"r"#, cause: .tooLong)])
    }
}
