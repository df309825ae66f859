import RoostModel
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct MessageIDTests {
    @Test func `it grows with output and with messages`() {
        let start = MessageID(offset: 10)
        #expect(start.offset == 10)
        #expect(start.next > start)
        #expect(start.next.offset == 10)
        #expect(start.next.next > start.next)
        #expect(MessageID(offset: 11) > start.next.next)
    }

    @Test func `it never shrinks, and never leaves its place`() {
        var id = MessageID(offset: 7)
        for _ in 0..<5000 {
            let next = id.next
            #expect(next >= id && next.offset == 7)
            id = next
        }
        #expect(MessageID(offset: 8) > id)
        #expect(MessageID(offset: .max).next >= MessageID(offset: .max))
        #expect(MessageID(rawValue: .max).next.rawValue == .max)
    }
}

@Suite struct MessageWindowTests {
    private func output(_ text: String) -> SocketMessage { .output(text, at: Timestamp(milliseconds: 0)) }

    private func all(_ window: MessageWindow, after id: MessageID) -> [String] {
        var (id, texts) = (id, [String]())
        while let entry = window.next(after: id) {
            id = entry.id
            if case .output(let text, _) = entry.message { texts.append(text) } else { texts.append("-") }
        }
        return texts
    }

    @Test func `who was at the beginning gets all, and who has all gets nothing`() {
        var window = MessageWindow(after: MessageID(offset: 100))
        window.append(output("a"), upTo: 101, at: 0)
        window.append(.ping, at: 0)
        window.append(output("b"), upTo: 102, at: 0)
        let start = MessageID(offset: 100)
        #expect(window.covers(start))
        #expect(all(window, after: start) == ["a", "-", "b"])
        #expect(all(window, after: MessageID(offset: 101)) == ["-", "b"])
        #expect(all(window, after: window.newest) == [])
        #expect(!window.covers(MessageID(offset: 99)))
        #expect(!window.covers(MessageID(offset: 103)))
    }

    @Test func `it holds so many messages, and no more`() {
        var window = MessageWindow(after: MessageID(offset: 0), limits: .init(count: 10))
        for offset in 1...1000 { window.append(output("x"), upTo: UInt64(offset), at: 0) }
        #expect(window.count == 10)
        #expect(window.floor == MessageID(offset: 990))
        #expect(window.covers(MessageID(offset: 990)))
        #expect(!window.covers(MessageID(offset: 989)))
        #expect(all(window, after: window.floor).count == 10)
    }

    @Test func `it holds so many bytes, and so much time`() {
        var window = MessageWindow(after: MessageID(offset: 0), limits: .init(milliseconds: 100, bytes: 1000))
        window.append(output(String(repeating: "x", count: 800)), upTo: 800, at: 0)
        window.append(output(String(repeating: "y", count: 800)), upTo: 1600, at: 10)
        #expect(window.count == 1)
        #expect(window.byteCount <= 1000)
        window.trim(at: 111)
        #expect(window.count == 0)
        #expect(window.byteCount == 0)
        #expect(window.floor == window.newest)
        window.append(output("z"), upTo: 1601, at: 112)
        #expect(all(window, after: MessageID(offset: 1600)) == ["z"])
    }
}

@Suite struct SocketRequestTests {
    @Test func `what a client may say`() throws {
        #expect(try SocketRequest(#"{"type":"ping"}"#) == .ping)
        #expect(try SocketRequest(#"{"type":"pong","data":{},"session_id":"x","more":1}"#) == .pong)
        #expect(try SocketRequest(#"{"type":"cancel","data":null}"#) == .cancel)
        #expect(
            try SocketRequest(#"{"type":"command","data":{"command":"ls"}}"#)
                == .command("ls", priority: 0, timeout: nil))
        #expect(
            try SocketRequest(
                #"{"type":"command","data":{"command":"ls","metadata":{"priority":2,"timeout":1.5}}}"#)
                == .command("ls", priority: 2, timeout: 1.5))
        #expect(try SocketRequest(#"{"type":"auth","data":{"token":"t"}}"#) == .token("t"))
        #expect(try SocketRequest(#"{"type":"auth","data":{"code":"c"}}"#) == .secret("c"))
        #expect(try SocketRequest(#"{"type":"auth","data":{"api_key":"k"}}"#) == .secret("k"))
    }

    @Test(arguments: [
        "", "[]", "ping", #"{"type":7}"#, #"{"type":"output"}"#, #"{"type":"ping","data":[]}"#,
        #"{"type":"command"}"#, #"{"type":"command","data":{"command":""}}"#,
        #"{"type":"command","data":{"command":7}}"#,
        #"{"type":"command","data":{"command":"a","metadata":1}}"#,
        #"{"type":"command","data":{"command":"a","metadata":{"priority":"high"}}}"#,
        #"{"type":"command","data":{"command":"a","metadata":{"timeout":0}}}"#,
        #"{"type":"command","data":{"command":"a","metadata":{"timeout":1e9}}}"#,
        #"{"type":"auth","data":{}}"#,
        #"{"type":"auth","data":{"token":"a","code":"b"}}"#, #"{"type":"auth","data":{"code":"a\nb"}}"#,
    ])
    func `anything else is an error that repeats nothing of it`(text: String) {
        let error = #expect(throws: APIError.self) { try SocketRequest(text) }
        #expect(error?.code == .badRequest)
    }
}

@Suite struct SocketMessageTests {
    private func parse(_ message: SocketMessage, plain: Bool = false) throws -> JSONValue {
        let text = message.text(
            session: "u", id: MessageID(rawValue: 9), at: Timestamp(milliseconds: 1500), plain: plain)
        return try #require(JSONParser.parse(text))
    }

    private let info = SessionInfo(
        name: "a", number: SessionID(rawValue: 1), state: .processing, provider: "claude",
        command: ["claude"],
        cols: 80, rows: 24, cwd: "/src", createdAt: Timestamp(milliseconds: 0),
        lastActivity: Timestamp(milliseconds: 1234), stateSince: Timestamp(milliseconds: 0), title: "T")

    @Test func `every message has the five members of the contract`() throws {
        let error = APIError(.conflict, "do it", cause: "no", advice: "wait")
        let messages: [SocketMessage] = [
            .status(SocketStatus(info)), .output("x", at: Timestamp(milliseconds: 7)),
            .error(error, .notReady, recoverable: true), .ping, .pong,
        ]
        for message in messages {
            let value = try parse(message)
            #expect(value.members?.map(\.key) == ["type", "session_id", "data", "timestamp", "message_id"])
            #expect(value["data"]?.members != nil)
            #expect(value["timestamp"]?.string == "1970-01-01T00:00:01.500Z")
            #expect(value["message_id"]?.int == 9)
        }
    }

    @Test func `a token in a title does not leave`() throws {
        var info = info
        info.title = "key sk-ant-api03-AbC_dEf-0123456789xyz"
        #expect(SocketStatus(info).title == "key sk-ant-[redacted]")
        #expect(info.json["title"]?.string == "key sk-ant-[redacted]")
    }

    @Test func `status`() throws {
        let data = try #require(try parse(.status(SocketStatus(info, queued: 2)))["data"])
        #expect(data["state"]?.string == "processing")
        #expect(data["authentication_required"]?.bool == false)
        #expect(data["current_directory"]?.string == "/src")
        let activity = try #require(data["last_activity"])
        #expect("\(activity)" == "1.234")
        #expect(data["connected"]?.bool == true)
        #expect(data["title"]?.string == "T")
        #expect(data["queued"]?.int == 2)
        #expect(data["gap"] == nil)
    }

    @Test func `output keeps its sequences, or not`() throws {
        let message = SocketMessage.output("\u{1B}[31mred\u{1B}[0m\r\n", at: Timestamp(milliseconds: 2500))
        #expect(try parse(message)["data"]?["output"]?.string == "\u{1B}[31mred\u{1B}[0m\r\n")
        #expect(try parse(message, plain: true)["data"]?["output"]?.string == "red\r\n")
        #expect(try parse(message)["data"]?["output_type"]?.string == "stdout")
    }

    @Test func `another time of activity alone is no news`() {
        var later = info
        later.lastActivity = Timestamp(milliseconds: 9999)
        #expect(SocketStatus(info).says(asMuchAs: SocketStatus(later)))
        later.title = "other"
        #expect(!SocketStatus(info).says(asMuchAs: SocketStatus(later)))
    }

    @Test func `a custom state is told with its data, and is news`() throws {
        var later = info
        later.customState = CustomState(
            name: "reviewing", data: #"{"pr":12}"#, since: Timestamp(milliseconds: 5))
        #expect(!SocketStatus(info).says(asMuchAs: SocketStatus(later)))
        let state = try #require(try parse(.status(SocketStatus(later)))["data"]?["custom_state"])
        #expect("\(state)" == #"{"name":"reviewing","data":{"pr":12},"since":"1970-01-01T00:00:00.005Z"}"#)
        #expect(try parse(.status(SocketStatus(info)))["data"]?["custom_state"] == nil)
    }
}
