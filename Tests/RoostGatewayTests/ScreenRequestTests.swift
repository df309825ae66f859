import RoostTerminal
import Testing

@testable import RoostGateway

@Suite struct ScreenRequestTests {
    private func read(_ type: String, _ data: String) throws(APIError) -> ScreenRequest {
        try ScreenRequest(#"{"type":"\#(type)","data":\#(data)}"#)
    }

    @Test func `keys, text, paste and mouse`() throws {
        #expect(
            try read("key", #"{"key":"C-c"}"#) == .keys([Key(code: .character("c"), modifiers: .control)]))
        #expect(try read("key", #"{"key":"S-F5"}"#) == .keys([Key(code: .function(5), modifiers: .shift)]))
        #expect(
            try read("text", #"{"text":"é漢"}"#)
                == .keys([Key(code: .character("é")), Key(code: .character("漢"))]))
        #expect(try read("paste", #"{"text":"a\nb"}"#) == .paste(Array("a\nb".utf8)))
        #expect(
            try read(
                "mouse", #"{"action":"press","button":"wheel_up","row":3,"column":4,"modifiers":["alt"]}"#)
                == .mouse(MouseEvent(action: .press, button: .wheelUp, row: 3, column: 4, modifiers: .alt)))
    }

    @Test func `what a terminal says of itself`() throws {
        #expect(try read("ack", #"{"sequence":12}"#) == .acknowledge(12))
        #expect(try read("size", #"{"rows":40,"cols":100}"#) == .size(rows: 40, columns: 100))
        #expect(try read("focus", #"{"focused":true}"#) == .focus(true))
        #expect(try read("scrollback", #"{"from":7,"count":500}"#) == .scrollback(from: 7, count: 500))
        #expect(try read("auth", #"{"code":"x"}"#) == .common(.secret("x")))
        #expect(try read("ping", "{}") == .common(.ping))
    }

    @Test(arguments: [
        ("key", "{}"), ("key", #"{"key":"Nope"}"#), ("key", #"{"key":7}"#), ("key", "[]"), ("key", "null"),
        ("text", #"{"text":""}"#), ("text", #"{"text":"a\u001b[2J"}"#), ("paste", "{}"),
        ("mouse", #"{"action":"press","button":"fifth","row":1,"column":1}"#),
        ("mouse", #"{"action":"press","button":"left","row":-1,"column":1}"#),
        ("mouse", #"{"action":"press","button":"left","row":1e9,"column":1}"#),
        ("ack", "{}"), ("ack", #"{"sequence":-1}"#), ("ack", #"{"sequence":1e300}"#),
        ("size", #"{"rows":0,"cols":80}"#), ("size", #"{"rows":24}"#), ("size", #"{"rows":24,"cols":1001}"#),
        ("scrollback", #"{"from":0,"count":501}"#), ("scrollback", #"{"from":1.5,"count":1}"#),
        ("focus", "{}"), ("nothing", "{}"),
    ])
    func `what makes no sense is an error, without a part of it`(type: String, data: String) {
        let error = #expect(throws: APIError.self) { try read(type, data) }
        #expect(error.map { !$0.message.contains("fifth") && !$0.message.contains("Nope") } == true)
    }

    @Test func `a text that is longer than anybody types is pasted instead`() {
        let text = String(repeating: "x", count: 257)
        #expect(throws: APIError.self) { try read("text", #"{"text":"\#(text)"}"#) }
    }

    @Test(arguments: [
        ("key", #"{"key":"a"}"#, true), ("paste", #"{"text":"x"}"#, true), ("text", #"{"text":"x"}"#, true),
        ("size", #"{"rows":2,"cols":2}"#, true),
        ("mouse", #"{"action":"move","button":"none","row":1,"column":1}"#, true),
        ("auth", #"{"code":"x"}"#, true), ("cancel", "{}", true), ("ack", #"{"sequence":1}"#, false),
        ("focus", #"{"focused":false}"#, false), ("scrollback", #"{"from":0,"count":1}"#, false),
        ("auth", #"{"token":"x"}"#, false),
    ])
    func `what changes a session is told from what only looks`(type: String, data: String, isChange: Bool)
        throws
    {
        #expect(try read(type, data).isChange == isChange)
    }
}
