import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import RoostModel
import RoostTasks

/// One request over HTTP, and its answer as it comes.
struct HTTPExchange: Sendable {
    /// What an error's body is read of, in bytes.
    private static let errorLimit = 64 << 10

    let endpoint: Endpoint
    let proxy: Proxy?
    let key: APIKey
    /// Between two reads, and before the first one.
    let idleTimeout: Duration
    /// Certificates to trust, in place of the system's: `SSL_CERT_FILE`.
    let certificates: String?

    /// Asks, and gives the bytes of the answer to `take` until that has enough.
    ///
    /// How fast `take` is decides how fast the connection is read.
    ///
    /// - Parameters:
    ///   - question: What to send.
    ///   - userAgent: What this program calls itself.
    ///   - now: The wall clock, for a server that says when to come back.
    ///   - take: Gives false when it wants no more; what it throws ends the exchange.
    /// - Throws: ``APIFailure``, what `take` throws, or `CancellationError`.
    func run(
        _ question: APIQuestion, userAgent: String, now: @Sendable () -> Timestamp,
        _ take: (ByteBufferView) async throws -> Bool
    ) async throws {
        do {
            try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                let response = try await client.execute(
                    request(question, userAgent), deadline: .distantFuture)
                try await read(response, now: now, take)
            }
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw failure(of: error)
        }
    }

    private func read(
        _ response: HTTPClientResponse, now: () -> Timestamp, _ take: (ByteBufferView) async throws -> Bool
    ) async throws {
        let status = Int(response.status.code)
        guard response.status == .ok else {
            let body = try await errorBody(response.body)
            let delay = RetryDelay(now: now()) { response.headers.first(name: $0) }
            throw APIFailure(status: status, body: body, retryAfter: delay, key: key)
        }
        let type = response.headers.first(name: "content-type")?.prefix { $0 != ";" }.lowercased()
        guard type == nil || type == "text/event-stream" else {
            throw APIFailure.badStream(
                "\(endpoint) sends \(APIFailure.line(type ?? "")), not an event stream")
        }
        for try await part in response.body {
            guard try await take(part.readableBytesView) else { return }
        }
    }

    /// What came of it, also when it is cut.
    private func errorBody(_ body: HTTPClientResponse.Body) async throws -> String {
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                bytes += part.readableBytesView.prefix(Self.errorLimit - bytes.count)
                if bytes.count >= Self.errorLimit { break }
            }
        } catch  where !Task.isCancelled {
            // The status says more than the connection that broke after it.
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func request(_ question: APIQuestion, _ userAgent: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: endpoint.address(of: question.path))
        request.method = .POST
        for header in question.headers { request.headers.add(name: header.name, value: header.value) }
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "accept", value: "text/event-stream")
        request.headers.add(name: "user-agent", value: userAgent)
        request.body = .bytes(ByteBuffer(string: question.body.description))
        return request
    }

    private var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(10)
        configuration.timeout.read = TimeAmount(idleTimeout)
        configuration.timeout.write = TimeAmount(idleTimeout)
        // Tasks are tried again by the queue that they stand in, which says so.
        configuration.connectionPool.retryConnectionEstablishment = false
        // The key would go with it.
        configuration.redirectConfiguration = .disallow
        configuration.proxy = proxy.map { proxy in
            switch proxy.kind {
            case .http:
                .server(
                    host: proxy.host, port: proxy.port,
                    authorization: proxy.login.map {
                        .basic(username: $0.user, password: $0.password)
                    })
            case .socks: .socksServer(host: proxy.host, port: proxy.port)
            }
        }
        if let certificates {
            var security = TLSConfiguration.makeClientConfiguration()
            security.trustRoots = .file(certificates)
            configuration.tlsConfiguration = security
        }
        return configuration
    }
}
