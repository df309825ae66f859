import Foundation
import RoostModel
import RoostWire
import Testing

/// The messages that travel as JSON, with their bytes beside it.
@Suite struct MessageTests {
    private static let frozen = Result { try FrozenMessage.all("messages-v2") }

    /// The keys of all objects, but for those that somebody else names.
    private static func keys(in value: Any) -> [String] {
        switch value {
        case let object as [String: Any]:
            object.flatMap { key, value in
                [key] + (["environment", "variables"].contains(key) ? [] : keys(in: value))
            }
        case let array as [Any]: array.flatMap(keys(in:))
        default: []
        }
    }

    @Test func `every key is of small letters, digits and underscores`() throws {
        for message in try Self.frozen.get() {
            let object = try JSONSerialization.jsonObject(with: Data(message.json.utf8))
            let odd = Self.keys(in: object).filter {
                $0.contains { !$0.isASCII || $0.isUppercase || $0 == "-" }
            }
            #expect(odd.isEmpty, "\(message.frame) \(message.json)")
        }
    }

    private static func written() throws -> [FrozenMessage] {
        let hello = Hello(
            version: ProtocolVersion(major: 2, minor: 0), program: "roost 0.1.0", pid: 7,
            capabilities: [.init(rawValue: "dance")])
        return try [FrozenMessage(.hello, hello)]
            + MessageSamples.requests.map { try FrozenMessage(.request, $0) }
            + MessageSamples.responses.map { try FrozenMessage(.response, $0) }
            + [
                FrozenMessage(.workspace, MessageSamples.workspaceEvent),
                FrozenMessage(.workspaceRemoved, MessageSamples.workspaceRemoved),
                FrozenMessage(.sessions, MessageSamples.sessionsEvent),
                FrozenMessage(.sessions, MessageSamples.removalEvent),
                FrozenMessage(.tasks, MessageSamples.tasksEvent),
            ]
            + MessageSamples.notices.map { try FrozenMessage(.notice, $0) }
            + MessageSamples.goodbyes.map { try FrozenMessage(.goodbye, $0) }
    }

    // MARK: - The frozen form

    /// What an old peer writes must stay readable, and what an old peer reads must stay the same.
    @Test func `every message is written in its frozen form`() throws {
        let (written, frozen) = (try Self.written(), try Self.frozen.get())
        for (new, old) in zip(written, frozen) { #expect(new == old) }
        #expect(written.count == frozen.count)
    }

    @Test func `every frozen message is read`() throws {
        let frozen = try Self.frozen.get()
        var requests: [Request] = []
        var responses: [Response] = []
        var notices: [Notice] = []
        var goodbyes: [Goodbye] = []
        for old in frozen {
            let frame = Frame(kind: old.frame, body: old.body)
            switch (try ClientMessage(frame), try ServerMessage(frame)) {
            case (.request(7, let request), nil): requests.append(try request.get())
            case (nil, .response(7, let response)): responses.append(try response.get())
            case (nil, .notice(let notice)): notices.append(notice)
            case (nil, .goodbye(let goodbye)): goodbyes.append(goodbye)
            case (nil, .workspace(let event)): #expect(event == MessageSamples.workspaceEvent)
            case (nil, .workspaceRemoved(let event)): #expect(event == MessageSamples.workspaceRemoved)
            case (nil, .sessions(let event)) where event.changed.isEmpty:
                #expect(event == MessageSamples.removalEvent)
            case (nil, .sessions(let event)): #expect(event == MessageSamples.sessionsEvent)
            case (nil, .tasks(let event)): #expect(event == MessageSamples.tasksEvent)
            case (.hello(let one), .hello(let two)):
                #expect(one == two)
                #expect(one.capabilities.map(\.rawValue) == ["dance"])
            default: Issue.record("nobody reads \(old.json)")
            }
        }
        #expect(requests == MessageSamples.requests)
        #expect(responses == MessageSamples.responses)
        #expect(notices == MessageSamples.notices)
        #expect(goodbyes == MessageSamples.goodbyes)
    }

    /// A new message fails here until it has a sample, and then above until its form is frozen.
    @Test func `every kind of message has a sample`() {
        func check<Family: MessageFamily>(_ samples: [Family]) {
            #expect(
                Set(samples.map(\.message.kind)) == Set(Family.Kind.allCases.map(\.rawValue)),
                "\(Family.self)")
        }
        check(MessageSamples.sessionRequests)
        check(MessageSamples.historyRequests)
        check(MessageSamples.workspaceRequests)
        check(MessageSamples.bufferRequests)
        check(MessageSamples.clientRequests)
        check(MessageSamples.serverRequests)
        check(MessageSamples.taskRequests)
        check(MessageSamples.layoutCommands)
        check(MessageSamples.conditions)
        check(MessageSamples.responses)
        check(MessageSamples.notices)
        check(MessageSamples.goodbyes)
    }

    @Test func `no key is one that a compiler made`() throws {
        for message in try Self.frozen.get() { #expect(!message.json.contains("\"_"), "\(message.json)") }
    }

    // MARK: - Round trips

    @Test(arguments: MessageSamples.requests)
    func `requests arrive as they were`(request: Request) throws {
        #expect(try ClientMessage(Frame(request, number: 9)) == .request(number: 9, .success(request)))
    }

    @Test(arguments: MessageSamples.responses)
    func `responses arrive as they were`(response: Response) throws {
        #expect(try ServerMessage(Frame(response, to: 9)) == .response(number: 9, .success(response)))
    }

    @Test func `events arrive as they were`() throws {
        let (workspace, sessions) = (MessageSamples.workspaceEvent, MessageSamples.sessionsEvent)
        #expect(try ServerMessage(Frame(workspace)) == .workspace(workspace))
        #expect(try ServerMessage(Frame(sessions)) == .sessions(sessions))
        let tasks = MessageSamples.tasksEvent
        #expect(try ServerMessage(Frame(tasks)) == .tasks(tasks))
        let removed = MessageSamples.workspaceRemoved
        #expect(try ServerMessage(Frame(removed)) == .workspaceRemoved(removed))
        for notice in MessageSamples.notices { #expect(try ServerMessage(Frame(notice)) == .notice(notice)) }
        for goodbye in MessageSamples.goodbyes {
            #expect(try ServerMessage(Frame(goodbye)) == .goodbye(goodbye))
        }
    }

    @Test func `pasted bytes are beside the message and not in it`() throws {
        let bytes = Array(repeating: UInt8(200), count: 100_000)
        let frame = try Frame(.session(.paste(target: "a", bytes: bytes)), number: 1)
        #expect(frame.body.count < bytes.count + 100)
    }

    // MARK: - Other versions

    private func frame(_ kind: FrameKind, _ json: String) -> Frame {
        var writer = ByteWriter()
        if kind == .request || kind == .response { writer.write(UInt32(3)) }
        if kind != .hello { writer.write(UInt32(json.utf8.count)) }
        writer.write(bytes: Array(json.utf8))
        return Frame(kind: kind, body: writer.bytes)
    }

    @Test func `a greeting is read in any version`() throws {
        let first = #"{"pid":7,"program":"p","version":{"major":1,"minor":0}}"#
        #expect(
            try ServerMessage(frame(.hello, first))
                == .hello(Hello(version: ProtocolVersion(major: 1, minor: 0), program: "p", pid: 7)))
        let later =
            #"{"capabilities":["x"],"mood":"fine","pid":7,"program":"p","version":{"major":9,"minor":9,"patch":3}}"#
        #expect(
            try ServerMessage(frame(.hello, later))
                == .hello(
                    Hello(
                        version: ProtocolVersion(major: 9, minor: 9), program: "p", pid: 7,
                        capabilities: [.init(rawValue: "x")])))
    }

    @Test func `fields of later versions are skipped`() throws {
        let request = frame(.request, #"{"kind":"session.kill","target":"a","gently":true}"#)
        #expect(try ClientMessage(request) == .request(number: 3, .success(.session(.kill(target: "a")))))
        #expect(
            try ServerMessage(frame(.response, #"{"kind":"done","how":{"well":1}}"#))
                == .response(number: 3, .success(.done)))
    }

    @Test(arguments: ["session.dance", "dance.floor", "layout.dance", "dance", ""])
    func `a request of a later version is told by its kind, with its number`(kind: String) throws {
        #expect(
            try ClientMessage(frame(.request, #"{"kind":"\#(kind)","target":"a"}"#))
                == .request(number: 3, .failure(.unknownKind(kind))))
    }

    @Test func `a notice of a later version is skipped, and so is a frame of one`() throws {
        #expect(try ServerMessage(frame(.notice, #"{"kind":"applause"}"#)) == nil)
        #expect(try ServerMessage(Frame(rawKind: 999, body: [1])) == nil)
        #expect(try ClientMessage(Frame(rawKind: 999, body: [1])) == nil)
    }

    @Test func `a field that is missing is an error with the number of the request`() throws {
        let message = try ClientMessage(frame(.request, #"{"kind":"session.kill"}"#))
        guard case .request(3, .failure(.malformed)) = message else {
            Issue.record("\(String(describing: message))")
            return
        }
    }

    @Test func `runs of output that are longer than the bytes are refused`() throws {
        var writer = ByteWriter()
        let json = #"{"kind":"recorded_output","runs":[{"offset":0,"length":4}]}"#
        writer.write(UInt32(json.utf8.count))
        writer.write(bytes: Array(json.utf8))
        writer.write(bytes: [1, 2, 3])
        #expect(throws: WireError.truncated) { try Response(body: writer.bytes[...]) }
    }

    @Test(arguments: [0, 3, 4, 11])
    func `a body that ends early is an error`(length: Int) throws {
        let body = try Frame(.server(.status), number: 1).body.prefix(length)
        #expect(throws: WireError.self) { try Request(body: Array(body.dropFirst(4))[...]) }
    }

    // MARK: - What clients may ask

    @Test func `whoever only looks on changes nothing that has to last`() {
        for request in MessageSamples.requests where request.isDurable {
            // What somebody looks at is kept for the next client, unless it is somebody who only looks on.
            if case .layout(_, let command) = request, command.isAboutView { continue }
            #expect(!request.isReadOnly)
        }
        #expect(Request.client(.detach(client: nil)).isReadOnly)
        #expect(!Request.client(.detach(client: "x")).isReadOnly)
    }

    @Test func `a failure reads as a sentence`() {
        #expect(
            "\(Failure("find session api", cause: "there is none", advice: "see roost list"))"
                == "cannot find session api: there is none (see roost list)")
        #expect("\(Failure("stop", cause: "it is gone"))" == "cannot stop: it is gone")
    }
}
