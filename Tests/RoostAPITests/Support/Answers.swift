@testable import roost_api

/// Answers as the three APIs stream them.
enum Answers {
    /// The head of an answer that goes well; its body ends with the connection.
    static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n"

    /// A whole answer with an HTTP status that is no success.
    static func failure(_ status: String, headers: [String] = [], _ body: String) -> String {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        return (lines + ["", body]).joined(separator: "\r\n")
    }

    /// The body of an answer in pieces: 12 tokens read, 5 written.
    static func body(_ api: API, _ pieces: [String], stop: String? = nil) -> String {
        begin(api) + pieces.map { piece(api, $0) }.joined() + end(api, stop: stop)
    }

    /// What comes before the first piece.
    static func begin(_ api: API) -> String {
        switch api {
        case .anthropic:
            event(
                """
                {"type":"message_start","message":{"id":"msg_1","model":"claude-test-1","content":[],\
                "usage":{"input_tokens":12,"output_tokens":1}}}
                """, name: "message_start")
                + event(
                    """
                    {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}
                    """, name: "content_block_start") + event(#"{"type":"ping"}"#, name: "ping")
        case .openai:
            event(#"{"id":"c-1","model":"gpt-test","choices":[{"delta":{"role":"assistant","content":""}}]}"#)
        case .gemini: ": keeps the line warm\n\n"
        }
    }

    static func piece(_ api: API, _ text: String) -> String {
        switch api {
        case .anthropic:
            event(
                #"{"type":"content_block_delta","delta":{"type":"text_delta","text":"\#(text)"}}"#,
                name: "content_block_delta")
        case .openai: event(#"{"id":"c-1","choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#)
        case .gemini:
            event(
                """
                {"candidates":[{"content":{"parts":[{"text":"\(text)"}],"role":"model"}}],\
                "modelVersion":"gemini-test","responseId":"r-1"}
                """)
        }
    }

    /// What comes behind the last piece.
    static func end(_ api: API, stop: String? = nil) -> String {
        switch api {
        case .anthropic:
            event(
                """
                {"type":"message_delta","delta":{"stop_reason":"\(stop ?? "end_turn")"},\
                "usage":{"output_tokens":5}}
                """, name: "message_delta") + event(#"{"type":"message_stop"}"#, name: "message_stop")
        case .openai:
            event(#"{"id":"c-1","choices":[{"delta":{},"finish_reason":"\#(stop ?? "stop")"}]}"#)
                + event(
                    #"{"id":"c-1","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":5}}"#)
                + event("[DONE]")
        case .gemini:
            event(
                """
                {"candidates":[{"finishReason":"\(stop ?? "STOP")"}],\
                "usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":5}}
                """)
        }
    }

    static func event(_ data: String, name: String? = nil) -> String {
        (name.map { "event: \($0)\n" } ?? "") + "data: \(data)\n\n"
    }
}
