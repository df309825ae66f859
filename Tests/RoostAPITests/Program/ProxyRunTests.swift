import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@testable import roost_api

/// The real program behind a proxy, over TLS.
@Suite(.timeLimit(.minutes(5))) struct ProxyRunTests {
    /// A program that asks `https://api.test`, which only the proxy knows.
    private static func program(_ proxy: ScriptedServer) throws -> Program {
        var program = try Program(proxy)
        program.environment["ANTHROPIC_BASE_URL"] = "https://api.test"
        program.environment["HTTPS_PROXY"] = "http://ann:s3cret@127.0.0.1:\(proxy.port)"
        program.environment["SSL_CERT_FILE"] = try program.folder.write(
            TestCertificate.certificate, to: "authority.pem")
        return program
    }

    private static let tunnel: [ScriptedServer.Step] = [
        .send("HTTP/1.1 200 Connection established\r\n\r\n"), .startTLS, .awaitRequest,
        .send(Answers.head + Answers.body(.anthropic, ["through"])), .close,
    ]

    @Test func `the request goes through the proxy, and the key only through TLS`() throws {
        let proxy = try ScriptedServer(Self.tunnel)
        defer { proxy.stop() }
        let run = try Self.program(proxy).run(.anthropic, ["hi"])
        #expect(run.output == "through\n", "\(run.errors)")
        #expect(
            proxy.requests.map(\.line) == ["CONNECT api.test:443 HTTP/1.1", "POST /v1/messages HTTP/1.1"])
        #expect(proxy.requests.first?.headers["proxy-authorization"] == "Basic YW5uOnMzY3JldA==")
        #expect(proxy.requests.first?.headers["x-api-key"] == nil)
        #expect(proxy.requests.last?.headers["x-api-key"] == Program.key)
        #expect(proxy.requests.last?.headers["proxy-authorization"] == nil)
    }

    @Test func `a certificate that nobody vouches for is refused`() throws {
        let proxy = try ScriptedServer(Self.tunnel)
        defer { proxy.stop() }
        var program = try Self.program(proxy)
        program.environment["SSL_CERT_FILE"] = nil
        let run = try program.run(.anthropic, ["--output-format=json", "hi"])
        #expect(run.status == 1)
        #expect(
            run.result["result"]?.string?.contains("the certificate of api.test:443 is not trusted") == true,
            "\(run.output)")
        #expect(proxy.requests.map(\.line) == ["CONNECT api.test:443 HTTP/1.1"])
    }

    @Test(arguments: [
        ("407 Proxy Authentication Required", "asks for a name and a password"),
        ("403 Forbidden", "does not let through to api.test:443"),
    ])
    func `a proxy that refuses is named without its password`(status: String, words: String) throws {
        let proxy = try ScriptedServer([.send("HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n"), .close])
        defer { proxy.stop() }
        let run = try Self.program(proxy).run(.anthropic, ["--output-format=json", "hi"])
        let text = run.result["result"]?.string ?? ""
        #expect(text.contains("proxy 127.0.0.1:\(proxy.port) \(words)"), "\(text)")
        #expect(!text.contains("s3cret"))
        #expect(run.verdict(.json).failure == .connection)
    }

    @Test func `a host of NO_PROXY is asked without it`() throws {
        let proxy = try ScriptedServer()
        let server = try ScriptedServer(
            [.send(Answers.head + Answers.body(.anthropic, ["direct"])), .close], isSecure: true)
        defer {
            proxy.stop()
            server.stop()
        }
        var program = try Self.program(proxy)
        program.environment["ANTHROPIC_BASE_URL"] = "https://127.0.0.1:\(server.port)"
        program.environment["NO_PROXY"] = "localhost,127.0.0.1"
        let run = try program.run(.anthropic, ["hi"])
        #expect(run.output == "direct\n", "\(run.errors)")
        #expect(proxy.requests.isEmpty)
    }
}
