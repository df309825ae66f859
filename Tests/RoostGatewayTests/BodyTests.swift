import RoostModel
import RoostTasks
import RoostWire
import Testing

@testable import RoostGateway

@Suite struct BodyTests {
    private func object(_ text: String) throws -> JSONValue { try #require(JSONParser.parse(text)) }

    @Test func `a session with everything`() throws {
        let body = try CreateSessionBody(
            object(
                #"""
                {"cli_tool":"claude","mode":"interactive","full_access":true,"user_id":"ann",
                 "working_directory":"/src","metadata":{"ticket":"A-1","n":3},"name":"one","arguments":["-x"],
                 "environment":{"A":"1"},"cols":100,"rows":40,"resume":true,"unknown":[1]}
                """#))
        let request = body.request(for: "ann", environment: ["PATH": "/bin", "A": "0"])
        #expect(request.provider == "claude")
        #expect(request.fullAccess && request.isDetached)
        #expect(request.environment == ["PATH": "/bin", "A": "1"])
        #expect(request.variables == ["A": "1"])
        #expect(request.resume == "")
        #expect((request.rows, request.columns) == (40, 100))
        #expect(request.identity?.userID == "ann")
        #expect(request.identity?.metadata == #"{"ticket":"A-1","n":3}"#)
    }

    @Test func `nothing is a shell`() throws {
        let body = try CreateSessionBody(object("{}"))
        #expect(body.provider == nil && body.arguments.isEmpty && body.resume == nil)
    }

    @Test(arguments: [
        (#"{"cli_tool":7}"#, "cli_tool"), (#"{"mode":"cli"}"#, "mode"), (#"{"mode":"x"}"#, "mode"),
        (#"{"full_access":"yes"}"#, "full_access"), (#"{"working_directory":"src"}"#, "working_directory"),
        (#"{"metadata":[]}"#, "metadata"), (#"{"arguments":"ls"}"#, "arguments"),
        (#"{"arguments":[1]}"#, "arguments"),
        (#"{"arguments":[""]}"#, "arguments"), (#"{"environment":{"A":1}}"#, "environment.A"),
        (#"{"environment":{"A=B":"1"}}"#, "environment.A=B"), (#"{"environment":{"":"1"}}"#, "environment."),
        (#"{"cols":0}"#, "cols"), (#"{"cols":80.5}"#, "cols"), (#"{"rows":"24"}"#, "rows"),
        (#"{"rows":1001}"#, "rows"),
        (#"{"resume":true}"#, "resume"), (#"{"name":{}}"#, "name"),
    ])
    func `a field that makes no sense is named`(text: String, field: String) throws {
        let object = try object(text)
        let error = #expect(throws: APIError.self) { try CreateSessionBody(object) }
        #expect(error?.code == .invalidField)
        #expect(error?.field == field)
    }

    @Test func `input is one thing`() throws {
        #expect(try InputBody(object(#"{"text":"a"}"#)) == .text("a", enter: false))
        #expect(try InputBody(object(#"{"text":"a","enter":true}"#)) == .text("a", enter: true))
        #expect(try InputBody(object(#"{"enter":true}"#)) == .text("", enter: true))
        #expect(try InputBody(object(#"{"keys":["C-c","Enter"]}"#)) == .keys(["C-c", "Enter"]))
        #expect(try InputBody(object(#"{"paste":"a\nb"}"#)) == .paste("a\nb"))
        for text in [
            "{}", #"{"text":""}"#, #"{"text":"a","keys":["b"]}"#, #"{"keys":[]}"#, #"{"keys":["Nope!"]}"#,
        ] {
            let object = try object(text)
            #expect(throws: APIError.self, "\(text)") { try InputBody(object) }
        }
    }

    @Test func `answers, sizes, restarts and updates`() throws {
        #expect(try AnswerBody(object(#"{"option":"1","dialog":"d"}"#)) == .option("1", dialog: "d"))
        #expect(try AnswerBody(object(#"{"text":"x"}"#)) == .text("x", dialog: nil))
        #expect(throws: APIError.self) { try AnswerBody(.object([])) }
        #expect(try SizeBody(object(#"{"cols":80,"rows":24}"#)).rows == 24)
        #expect(throws: APIError.self) { try SizeBody(.members(["cols": .integer(80)])) }
        #expect(try RestartBody(.object([])).how == .again)
        #expect(throws: APIError.self) { try RestartBody(.members(["how": .string("never")])) }
        #expect(try UpdateSessionBody(object(#"{"metadata":null}"#)).metadata == .some(nil))
        #expect(try UpdateSessionBody(object(#"{"name":"x"}"#)).metadata == nil)
        #expect(throws: APIError.self) { try UpdateSessionBody(.object([])) }
    }

    @Test func `a custom state has a name, and data or none`() throws {
        let body = try StateBody(object(#"{"name":"reviewing","data":{"pr":12,"on":[true]}}"#))
        #expect(body.name == "reviewing")
        #expect(body.data == #"{"pr":12,"on":[true]}"#)
        let none = try StateBody(object(#"{"name":null}"#))
        #expect(none.name == nil && none.data == nil)
    }

    @Test(arguments: [
        ("{}", "name"), (#"{"name":7}"#, "name"), (#"{"name":""}"#, "name"), (#"{"name":"a b"}"#, "name"),
        (#"{"name":"running"}"#, "name"), (#"{"name":"runing"}"#, "name"), (#"{"name":"all"}"#, "name"),
        (#"{"name":"x","data":[1]}"#, "data"), (#"{"name":null,"data":{}}"#, "data"),
    ])
    func `a custom state that is none`(text: String, field: String) throws {
        let error = try #require(throws: APIError.self) { try StateBody(object(text)) }
        #expect(error.field == field)
    }
}

@Suite struct SessionListTests {
    private func info(_ number: UInt64, _ change: (inout SessionInfo) -> Void = { _ in }) -> SessionInfo {
        var info = SessionInfo(
            name: "s\(number)", number: SessionID(rawValue: number), state: .running, provider: "shell",
            command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: Timestamp(milliseconds: 0),
            lastActivity: Timestamp(milliseconds: 0), stateSince: Timestamp(milliseconds: 0))
        info.identity = SessionIdentity(
            uuid: "6f1c2f0e-4a51-4f0e-9d57-0d8f3c1b2a3\(number)", userID: "ann",
            metadata: #"{"ticket":"A-1","n":3,"on":true}"#)
        change(&info)
        return info
    }

    @Test(arguments: [
        ("/s", true), ("/s?status=all", true), ("/s?status=active", true), ("/s?status=ended", false),
        ("/s?status=running", true), ("/s?status=error", false), ("/s?status=reviewing", true),
        ("/s?status=deploying", false), ("/s?status=attention", false),
        ("/s?cli_tool=shell", true), ("/s?cli_tool=claude", false), ("/s?user_id=ann", true),
        ("/s?user_id=bob", false),
        ("/s?metadata.ticket=A-1", true), ("/s?metadata.ticket=A-2", false), ("/s?metadata.n=3", true),
        ("/s?metadata.on=true", true), ("/s?metadata.none=1", false),
        ("/s?metadata.ticket=A-1&metadata.n=4", false),
    ])
    func `filters`(address: String, expected: Bool) throws {
        let session = info(1) {
            $0.customState = CustomState(name: "reviewing", since: Timestamp(milliseconds: 0))
        }
        #expect(try SessionFilter(try RequestTarget(address)).matches(session) == expected)
    }

    @Test(arguments: [
        "/s?status=runing", "/s?status=a%20b", "/s?limit=0", "/s?limit=501", "/s?offset=-1", "/s?limit=x",
    ])
    func `filters that make no sense`(address: String) {
        #expect(throws: APIError.self) { try SessionFilter(try RequestTarget(address)) }
    }

    @Test func `a session is found by its UUID, its number and its name`() {
        var mirror = SessionMirror()
        let (one, two) = (info(1), info(2) { $0.name = "1x" })
        #expect(mirror.replace([one, two]) == [])
        #expect(mirror[one.uuid]?.number == one.number)
        #expect(mirror["2"]?.number == two.number)
        #expect(mirror["1x"]?.number == two.number)
        #expect(mirror["s"] == nil)
        #expect(mirror.replace([two]) == [one.number])
    }

    @Test func `who sees what`() {
        func access(_ user: String, _ scope: Scope = .standard, _ sessions: TokenClaims.Sessions = .all)
            -> Access
        {
            Access(claims: TokenClaims(userID: user, expiresAt: 0, scope: scope, sessions: sessions))
        }
        let (mine, nobodys) = (info(1), info(2) { $0.identity = nil })
        #expect(access("ann").sees(mine))
        #expect(!access("bob").sees(mine))
        #expect(!access("ann").sees(nobodys))
        #expect(access("bob", [.read, .admin]).sees(mine))
        #expect(access("bob", [.read, .admin]).sees(nobodys))
        #expect(access("ann", .standard, .named([mine.uuid])).sees(mine))
        #expect(!access("ann", .standard, .named(["other"])).sees(mine))
        #expect(access("ann", .standard, .metadata(["ticket": "A-1"])).sees(mine))
        #expect(!access("ann", .standard, .metadata(["ticket": "A-2"])).sees(mine))
        #expect(!access("bob", [.read, .admin], .named(["other"])).sees(mine))
    }

    @Test func `a page of a history counts what fits`() throws {
        let entries = (0..<10).map { number in
            HistoryEntry(
                session: SessionID(rawValue: 1), name: "s", at: Timestamp(milliseconds: Int64(number)),
                type: .output,
                text: "\(number)", offset: 0)
        }
        let page = try Page(try RequestTarget("/x?limit=2&offset=3"))
        var selection = HistorySelection(
            page: page, since: Timestamp(milliseconds: 1), until: Timestamp(milliseconds: 8))
        selection.take(Array(entries.prefix(5)))
        selection.take(Array(entries.dropFirst(5)))
        #expect(selection.total == 7)
        #expect(selection.chosen.map(\.text) == ["4", "5"])
    }

    @Test func `events are told once, and numbered`() {
        var log = EventLog(boot: "b")
        #expect(log.take(info(1)) == true)
        #expect(log.take(info(1) { $0.lastActivity = Timestamp(milliseconds: 99) }) == false)
        #expect(log.take(info(1) { $0.state = .error }) == true)
        #expect(log.remove(SessionID(rawValue: 1)) == true)
        #expect(log.remove(SessionID(rawValue: 1)) == false)
        #expect(log.newest == 3)
        #expect(log.next(after: 0)?.number == 1)
        #expect(log.next(after: 2)?.name == "removed")
        #expect(log.next(after: 3) == nil)
        #expect(log.number(of: "b-2") == 2)
        #expect(log.number(of: "c-2") == nil)
        #expect(log.number(of: "b-4") == nil)
        #expect(log.number(of: "b-") == nil)
        for round in 0..<5000 { _ = log.take(info(2) { $0.title = "\(round)" }) }
        #expect(log.number(of: "b-2") == nil)
        #expect(log.next(after: log.newest - 1)?.number == log.newest)
        #expect((log.next(after: 3)?.number ?? 0) > 4, "a gap is seen by its number")
    }

    @Test(arguments: [
        ("7 (a (b) c) S 1 7 7 0", 7, "a (b) c"), ("42 (sh) R 7 42 42 1", 42, "sh"),
    ])
    func `a process by its line`(line: String, pid: Int32, name: String) {
        let process = ProcessTree.Process(stat: line)
        #expect(process?.pid == pid)
        #expect(process?.name == name)
    }

    @Test(arguments: ["", "7", "7 (", "7 )(", "x (a) S 1 2 3", "7 (a) S"])
    func `lines that are none`(line: String) {
        #expect(ProcessTree.Process(stat: line) == nil)
    }
}

@Suite struct SocketHandshakeTests {
    private func request(_ changes: [String: String?] = [:]) throws -> APIRequest {
        var headers: [String: String?] = [
            "upgrade": "websocket", "connection": "keep-alive, Upgrade", "sec-websocket-version": "13",
            "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ]
        for (name, value) in changes { headers[name] = .some(value) }
        return APIRequest(
            method: "GET", target: try RequestTarget("/cli/session/a/ws"),
            headers: headers.compactMap { name, value in value.map { (name, $0) } }, body: [], peer: "")
    }

    /// RFC 6455, section 1.3.
    @Test func `the sample of the RFC`() throws {
        #expect(try SocketHandshake.accept(try request()) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test(
        arguments: [
            ("upgrade", nil), ("upgrade", "h2c"), ("connection", nil), ("connection", "close"),
            ("sec-websocket-version", nil), ("sec-websocket-version", "8"), ("sec-websocket-key", nil),
            ("sec-websocket-key", "short"), ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=!"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZSEhIQ=="),
        ] as [(String, String?)])
    func `what opens none`(name: String, value: String?) throws {
        let request = try request([name: value])
        #expect(throws: APIError.self) { try SocketHandshake.accept(request) }
    }

    @Test func `codes that a peer may say`() {
        for code: UInt16 in [1000, 1001, 1003, 1007, 1011, 3000, 4401, 4999] {
            #expect(CloseCode.isValid(code))
        }
        for code: UInt16 in [0, 999, 1004, 1005, 1006, 1015, 2000, 2999, 5000] {
            #expect(!CloseCode.isValid(code))
        }
    }
}
