import Testing

@testable import roost_api

@Suite struct EndpointTests {
    private static func endpoint(_ api: API, _ base: String?) throws -> Endpoint {
        try Endpoint(of: api, in: base.map { [api.baseVariable: $0] } ?? [:])
    }

    @Test(arguments: API.allCases)
    func `without a variable it is the API's own`(api: API) throws {
        let endpoint = try Self.endpoint(api, nil)
        #expect(endpoint.isSecure)
        #expect(endpoint.port == 443)
        #expect(endpoint.address(of: "x").hasPrefix(api.defaultBase + "/"))
        #expect(try Self.endpoint(api, "") == endpoint)
    }

    @Test(arguments: [
        (API.anthropic, "https://h.test", "v1/messages", "https://h.test/v1/messages"),
        (.anthropic, "https://h.test/v1/", "v1/messages", "https://h.test/v1/messages"),
        (.anthropic, "http://h.test:8080/proxy", "v1/messages", "http://h.test:8080/proxy/v1/messages"),
        (
            .openai, "http://localhost:11434/v1", "chat/completions",
            "http://localhost:11434/v1/chat/completions"
        ),
        (
            .gemini, "https://h.test/v1beta", "v1beta/models/m:x?alt=sse",
            "https://h.test/v1beta/models/m:x?alt=sse"
        ),
    ])
    func `a path goes behind the base, its version once`(
        api: API, base: String, path: String, address: String
    ) throws {
        #expect(try Self.endpoint(api, base).address(of: path) == address)
    }

    @Test func `host and port are what errors name`() throws {
        #expect("\(try Self.endpoint(.openai, "https://H.Test/v1"))" == "h.test:443")
        #expect("\(try Self.endpoint(.openai, "http://[::1]:8080"))" == "[::1]:8080")
    }

    @Test(arguments: [
        "h.test", "ftp://h.test", "https://", "https:///v1", "https://h.test/?a=1", "https://h.test/#a",
        "http://h test",
        "https://ann:s3cret@h.test",
    ])
    func `what is no address is refused unseen`(base: String) throws {
        let failure = try #require(throws: Endpoint.Failure.self) { try Self.endpoint(.openai, base) }
        #expect(failure.description.hasPrefix("cannot use OPENAI_BASE_URL: "))
        #expect(!failure.description.contains("s3cret"))
    }
}
