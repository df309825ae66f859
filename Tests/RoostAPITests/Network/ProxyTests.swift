import Testing

@testable import roost_api

@Suite struct ProxyTests {
    private static func proxy(_ environment: [String: String], _ base: String = "https://api.test") throws
        -> Proxy?
    {
        try Proxy.on(
            wayTo: Endpoint(of: .anthropic, in: ["ANTHROPIC_BASE_URL": base]), in: environment)
    }

    @Test(arguments: [
        ("http://p.test:3128", "p.test:3128"), ("p.test:3128", "p.test:3128"),
        ("http://p.test/", "p.test:80"),
        ("socks5://p.test", "p.test:1080"), ("http://ann:x@p.test:1", "p.test:1"),
    ])
    func `HTTPS_PROXY names it`(value: String, description: String) throws {
        #expect(try Self.proxy(["HTTPS_PROXY": value]).map { "\($0)" } == description)
    }

    @Test func `small letters go before capitals, and nothing is nothing`() throws {
        #expect(try Self.proxy(["https_proxy": "a.test:1", "HTTPS_PROXY": "b.test:1"])?.host == "a.test")
        #expect(try Self.proxy(["https_proxy": "", "HTTPS_PROXY": "b.test:1"])?.host == "b.test")
        #expect(try Self.proxy([:]) == nil)
        #expect(try Self.proxy(["HTTPS_PROXY": "b.test:1"], "http://api.test") == nil)
    }

    @Test func `a name and a password may have any characters`() throws {
        let proxy = try Self.proxy(["HTTPS_PROXY": "http://ann:p%40ss%3A@p.test:1"])
        #expect(proxy?.login == Proxy.Login(user: "ann", password: "p@ss:"))
    }

    @Test(arguments: [
        "*", "api.test", "API.TEST", ".api.test", "test", ".test", "*.test", "a.b, api.test",
        "x api.test:443",
    ])
    func `NO_PROXY excepts it`(exceptions: String) throws {
        #expect(try Self.proxy(["HTTPS_PROXY": "p.test:1", "no_proxy": exceptions]) == nil)
    }

    @Test(arguments: ["", ",", "pi.test", "api.test.org", "api", "api.test:8443", ".", "est"])
    func `NO_PROXY means others`(exceptions: String) throws {
        #expect(try Self.proxy(["HTTPS_PROXY": "p.test:1", "NO_PROXY": exceptions]) != nil)
    }

    @Test func `addresses are excepted, too`() throws {
        let environment = ["HTTPS_PROXY": "p.test:1", "NO_PROXY": "10.0.0.7,[::1]:8443"]
        #expect(try Self.proxy(environment, "https://10.0.0.7") == nil)
        #expect(try Self.proxy(environment, "https://10.0.0.8") != nil)
        #expect(try Self.proxy(environment, "https://[::1]:8443") == nil)
        #expect(try Self.proxy(environment, "https://[::1]:443") != nil)
        #expect(try Self.proxy(["HTTPS_PROXY": "p.test:1", "NO_PROXY": "::1"], "https://[::1]") == nil)
    }

    @Test(arguments: [
        "https://ann:s3cret@p.test", "http://", "socks5://ann:s3cret@p.test", "gopher://p.test",
    ])
    func `what cannot be used is refused unseen`(value: String) throws {
        let failure = try #require(throws: Endpoint.Failure.self) { try Self.proxy(["HTTPS_PROXY": value]) }
        #expect(failure.description.hasPrefix("cannot use HTTPS_PROXY: "))
        #expect(!failure.description.contains("s3cret"))
    }
}
