import Foundation
import RoostClient
import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct EventPrinterTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    private func info(_ number: UInt64, _ change: (inout SessionInfo) -> Void = { _ in }) -> SessionInfo {
        var info = SessionInfo(
            name: "s\(number)", number: SessionID(rawValue: number), state: .running, provider: "shell",
            command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: Self.now, lastActivity: Self.now,
            stateSince: Self.now)
        change(&info)
        return info
    }

    private func sessions(_ changed: SessionInfo..., removed: [SessionID] = []) -> ServerMessage {
        .sessions(SessionsEvent(changed: changed, needy: [], removed: removed))
    }

    /// Without the time at its beginning.
    private func texts(_ printer: inout EventPrinter, _ event: ServerMessage) throws -> [String] {
        try printer.lines(for: event, now: Self.now).map {
            String($0.dropFirst("2023-11-14 22:13:20 ".count))
        }
    }

    private func objects(_ printer: inout EventPrinter, _ event: ServerMessage) throws -> [[String: Any]] {
        try printer.lines(for: event, now: Self.now).map { line in
            #expect(!line.contains("\n"))
            return try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test func `a person reads states and needs, once each`() throws {
        var printer = EventPrinter(isJSON: false)
        #expect(try texts(&printer, sessions(info(1), info(2) { $0.state = .completed })) == ["s1 running"])
        #expect(try texts(&printer, sessions(info(1) { $0.title = "another" })).isEmpty)
        let asks = info(1) {
            $0.state = .waitingInput
            $0.attention = Attention(kind: .approval, text: "may\nI?", source: "screen", since: Self.now)
        }
        #expect(try texts(&printer, sessions(asks)) == ["s1 waiting_input approval: may I?"])
        #expect(try texts(&printer, sessions(info(2) { $0.state = .completed })) == ["s2 completed"])
        #expect(try texts(&printer, .notice(.bell(session: SessionID(rawValue: 1)))) == ["s1 bell"])
        #expect(
            try texts(&printer, sessions(removed: [SessionID(rawValue: 1), SessionID(rawValue: 9)])) == [
                "s1 removed", "9 removed",
            ])
        #expect(try texts(&printer, .goodbye(.stopping)) == ["roost: stopping"])
    }

    @Test func `what a session is at is news by its name, and a part of the document`() throws {
        var printer = EventPrinter(isJSON: false)
        let at = info(1) {
            $0.customState = CustomState(name: "reviewing", data: #"{"pr":12}"#, since: Self.now)
        }
        let on = info(1) { $0.customState = CustomState(name: "reviewing", since: Self.now) }
        #expect(try texts(&printer, sessions(at)) == ["s1 running at reviewing"])
        #expect(try texts(&printer, sessions(on)).isEmpty)
        #expect(try texts(&printer, sessions(info(1))) == ["s1 running"])
        var json = EventPrinter(isJSON: true)
        let session = try #require(try objects(&json, sessions(at)).first?["session"] as? [String: Any])
        let custom = try #require(session["custom_state"] as? [String: Any])
        #expect(custom["data"] as? [String: Int] == ["pr": 12])
    }

    @Test func `a program reads one document for each event`() throws {
        var printer = EventPrinter(isJSON: true)
        let first = try objects(&printer, sessions(info(1), info(2) { $0.state = .completed }))
        #expect(first.count == 1 && first[0]["event"] as? String == "session")
        #expect((first[0]["session"] as? [String: Any])?["name"] as? String == "s1")
        #expect(first[0]["at"] as? String == "\(Self.now)")
        #expect(try objects(&printer, sessions(info(1) { $0.title = "another" })).count == 1)
        let removed = try objects(&printer, sessions(removed: [SessionID(rawValue: 1)]))
        #expect(removed[0]["event"] as? String == "session_removed" && removed[0]["name"] as? String == "s1")
        let bell = try objects(&printer, .notice(.bell(session: SessionID(rawValue: 3))))
        #expect(bell[0]["kind"] as? String == "bell" && bell[0]["number"] as? Int == 3)
        let alert = try objects(
            &printer, .notice(.alert(session: SessionID(rawValue: 3), kind: .rateLimited, text: "until 5")))
        #expect(alert[0]["kind"] as? String == "alert" && alert[0]["text"] as? String == "until 5")
        #expect(alert[0]["attention"] as? String == "rate_limited")
        let message = try objects(&printer, .notice(.message("disk full", isError: true)))
        #expect(message[0]["text"] as? String == "disk full" && message[0]["is_error"] as? Bool == true)
        let gone = try objects(&printer, .workspaceRemoved(WorkspaceRemoved(name: "main")))
        #expect(gone[0]["event"] as? String == "workspace_removed" && gone[0]["name"] as? String == "main")
        #expect(try objects(&printer, .goodbye(.upgrading))[0]["reason"] as? String == "upgrading")
    }

    @Test func `how tasks stand is for programs`() throws {
        var pulse = TaskPulse(
            states: ["running": 2],
            providers: [
                "claude": .init(running: 2, queued: 0, breaker: .halfOpen, isPaused: false, spent: nil)
            ], isPaused: false, rateRemaining: 98, spent: 0.5)
        pulse.ended = ["passed": 1]
        let event = ServerMessage.tasks(TasksEvent(changed: [], pulse: pulse))
        var printer = EventPrinter(isJSON: true)
        let line = try #require(try objects(&printer, event).first)
        #expect(line["event"] as? String == "stats")
        let stats = try #require(line["stats"] as? [String: Any])
        #expect(stats["states"] as? [String: Int] == ["running": 2])
        #expect(stats["spent_usd"] as? Double == 0.5)
        let providers = try #require(stats["providers"] as? [String: [String: Any]])
        #expect(providers["claude"]?["breaker"] as? String == "half_open")
        var person = EventPrinter(isJSON: false)
        #expect(try texts(&person, event).isEmpty)
    }

    @Test func `after a reconnection the sessions that run come again, and ended ones do not`() throws {
        var printer = EventPrinter(isJSON: true)
        printer.begin()
        #expect(try objects(&printer, sessions(info(1))).count == 1)
        printer.begin()
        #expect(try objects(&printer, sessions(info(1), info(2) { $0.state = .error })).count == 1)
    }
}
