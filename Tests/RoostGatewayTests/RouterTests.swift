import RoostModel
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct RouterTests {
    @Test(arguments: [
        ("POST", "/cli/sessions", Operation.createSession), ("GET", "/cli/sessions", .listSessions),
        ("GET", "/cli/sessions/abc", .getSession), ("DELETE", "/cli/sessions/abc", .deleteSession),
        ("PATCH", "/cli/sessions/abc", .updateSession),
        ("GET", "/cli/sessions/abc/history?limit=3&message_type=output", .getHistory),
        ("GET", "/cli/sessions/abc/diagnostics", .getDiagnostics),
        ("GET", "/cli/sessions/abc/screen?format=html", .getScreen),
        ("POST", "/cli/sessions/abc/input", .sendInput), ("POST", "/cli/sessions/abc/answer", .answer),
        ("PUT", "/cli/sessions/abc/size", .resize), ("POST", "/cli/sessions/abc/restart", .restart),
        ("GET", "/cli/search?q=x", .search), ("GET", "/cli/session/abc/ws?token=t", .sessionSocket),
        ("GET", "/cli/session/abc/screen/ws", .screenSocket), ("POST", "/login", .logIn),
        ("GET", "/login", .whoIs), ("POST", "/logout", .logOut),
        ("GET", "/events", .events), ("GET", "/providers", .providers), ("GET", "/health", .health),
        ("GET", "/metrics", .metrics),
        ("GET", "/cli/sessions/abc/replay.cast", .replay), ("POST", "/tasks", .createTask),
        ("GET", "/tasks?state=ended&metadata.a=1", .listTasks), ("GET", "/tasks/abc", .getTask),
        ("GET", "/tasks/abc/log?from=3", .taskLog), ("POST", "/tasks/abc/cancel", .cancelTask),
        ("POST", "/tasks/abc/retry", .retryTask),
        ("GET", "/openapi.json", .openAPI),
    ])
    func `each call is found`(method: String, address: String, operation: Operation) throws {
        let (route, texts) = try Router.find(method, try RequestTarget(address))
        #expect(route.operation == operation)
        #expect(texts == (address.contains("abc") ? ["abc"] : []))
    }

    @Test func `every operation is in the table once`() {
        #expect(Set(Route.all.map(\.operation)) == Set(Operation.allCases))
        #expect(Route.all.count == Operation.allCases.count)
    }

    @Test(arguments: [
        "/", "/cli", "/cli/sessions/", "/cli/sessions/a/b", "/CLI/sessions", "/cli//sessions", "/x",
    ])
    func `other paths are not`(address: String) throws {
        #expect(throws: APIError.self) { try Router.find("GET", try RequestTarget(address)) }
        guard case .nothing = Router.match("GET", try RequestTarget(address).path) else {
            Issue.record("\(address) was found")
            return
        }
    }

    @Test func `another method is told which there are`() throws {
        let error = #expect(throws: APIError.self) {
            try Router.find("PUT", try RequestTarget("/cli/sessions"))
        }
        #expect(error?.code == .methodNotAllowed)
        #expect(error?.allowed == ["POST", "GET"])
    }

    @Test(arguments: [
        "/cli/sessions?colour=red", "/cli/sessions?metadata.=1", "/health?x=1", "/cli/sessions/a?status=all",
    ])
    func `a parameter that a call does not have is an error`(address: String) {
        let error = #expect(throws: APIError.self) { try Router.find("GET", try RequestTarget(address)) }
        #expect(error?.code == .badRequest)
        #expect(error?.field != nil)
    }

    @Test func `metadata may have any key`() throws {
        let (route, _) = try Router.find(
            "GET", try RequestTarget("/cli/sessions?metadata.a=1&metadata.b.c=2"))
        #expect(route.operation == .listSessions)
    }
}

@Suite struct RequestTargetTests {
    @Test func `segments and parameters are decoded`() throws {
        let target = try RequestTarget("/a%20b/c%2Fd?x=1+2&y=%C3%A9&z")
        #expect(target.path == ["a b", "c/d"])
        #expect(target["x"] == "1 2")
        #expect(target["y"] == "é")
        #expect(target["z"] == "")
    }

    @Test func `a whole address is a path as well`() throws {
        #expect(try RequestTarget("http://localhost:8001/health").path == ["health"])
        #expect(try RequestTarget("http://localhost").path == [""])
    }

    @Test(arguments: [
        "", "*", "health", "/%", "/%4", "/%zz", "/%ff", "/a%00b", "/%0d%0a", "/x?a=1&a=2", "/x?%ff=1",
        "/x?" + (0..<65).map { "p\($0)=1" }.joined(separator: "&"),
    ])
    func `what is no address is refused`(text: String) {
        #expect(throws: APIError.self) { try RequestTarget(text) }
    }

    @Test func `numbers, flags and times are checked`() throws {
        let target = try RequestTarget("/x?limit=10&on=true&off=false&at=2026-11-20T12:40:58.123Z&bad=ten")
        #expect(try target.integer("limit", in: 1...10) == 10)
        #expect(throws: APIError.self) { try target.integer("limit", in: 1...9) }
        #expect(throws: APIError.self) { try target.integer("bad", in: 1...9) }
        #expect(try target.integer("none", in: 1...9) == nil)
        #expect(try target.flag("on"))
        #expect(try !target.flag("off"))
        #expect(throws: APIError.self) { try target.flag("limit") }
        #expect(try target.time("at")?.milliseconds == 1_795_178_458_123)
        #expect(throws: APIError.self) { try target.time("on") }
    }
}

@Suite struct OpenAPITests {
    @Test func `the document lists just the calls there are`() throws {
        let paths = try #require(OpenAPI.document["paths"]?.members)
        var listed: Set<String> = []
        for path in paths {
            for operation in path.value.members ?? [] {
                listed.insert("\(operation.key.uppercased()) \(path.key)")
            }
        }
        #expect(listed == Set(Route.all.map { "\($0.method) \($0.path)" }))
        #expect(Set(paths.map(\.key)).count == paths.count)
    }

    @Test func `every parameter and every schema that is named is there`() throws {
        let document = OpenAPI.document
        let schemas = Set(document["components"]?["schemas"]?.members?.map(\.key) ?? [])
        let text = "\(document)"
        var rest = text[...]
        let mark = "\"#/components/schemas/"
        while let range = rest.firstRange(of: mark) {
            rest = rest[range.upperBound...]
            let name = String(rest.prefix { $0 != "\"" })
            #expect(schemas.contains(name), "\(name)")
        }
        for route in Route.all {
            let operation = document["paths"]?[route.path]?[route.method.lowercased()]
            let names = operation?["parameters"]?.array?.compactMap { $0["name"]?.string }
            let path = route.template.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
            #expect(names == path + route.parameters.map(\.name))
            #expect(operation?["operationId"]?.string == route.operation.rawValue)
            #expect((operation?["requestBody"] != nil) == (route.body != nil))
            #expect(operation?["security"]?.array?.isEmpty == (route.scope == nil))
        }
    }

    @Test func `it is JSON that reads back`() {
        #expect(JSONParser.parse("\(OpenAPI.document)") == OpenAPI.document)
        #expect(OpenAPI.document["openapi"]?.string == "3.1.0")
    }
}
