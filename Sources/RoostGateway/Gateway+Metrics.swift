import Glibc
import RoostIO
import RoostModel
import RoostTasks
import RoostWire

// What the server and the gateway have counted.
extension Gateway {
    /// What a gateway begins with.
    static let firstTally = MetricTally([
        .buildInfo, .serverUp, .socketConnections, .socketMessages, .httpRequests, .httpRequestTime,
        .processMemory,
    ])

    /// Whether somebody may read the metrics without a token: programs of this machine, where that is configured.
    func mayScrape(_ request: APIRequest) -> Bool {
        settings.showsMetrics && Self.isLoopback(request.peer)
    }

    private static func isLoopback(_ peer: String) -> Bool {
        peer == "::1" || peer.hasPrefix("127.") || peer.lowercased().hasPrefix("::ffff:127.")
    }

    /// Sums over all sessions, whoever's: who may see but some of them may not see these.
    func metrics(_ call: Call) async throws(APIError) -> APIResponse {
        guard call.access.claims.sessions == .all else {
            throw APIError(
                .forbidden, "show the metrics",
                cause: "the token is for some sessions, and they are over all",
                advice: "use a token without sessions")
        }
        return await metrics(accept: call.request.header("accept"))
    }

    /// All metrics; without a server those of the gateway alone.
    func metrics(accept: String?) async -> APIResponse {
        var families: [MetricFamily] = []
        var isUp = false
        // The answer of an older server is that it knows of none.
        if let response = try? await ask(.server(.metrics), within: Self.metricsPatience) {
            isUp = true
            if case .metrics(let told) = response { families = told }
        }
        var snapshot = tally
        snapshot.set(.serverUp, [], isUp ? 1 : 0)
        snapshot.set(.buildInfo, ["gateway", Build.version], 1)
        snapshot.set(.socketConnections, [], Double(sockets.count))
        if let bytes = ProcessMemory.privateBytes(of: getpid()) {
            snapshot.set(.processMemory, ["gateway"], Double(bytes))
        }
        let format = MetricsFormat(accept: accept)
        return APIResponse(Exposition(format: format).text(families + snapshot.families), type: format.type)
    }

    /// Prometheus waits for ten seconds.
    private static let metricsPatience: Int64 = 5000

    // MARK: - Counting

    /// A call was answered, or its stream has begun.
    ///
    /// - Parameters:
    ///   - path: Of the call; nil when it could not be read.
    ///   - method: As it came.
    ///   - status: Of the answer.
    ///   - seconds: Since its header; nil: it had none.
    func countCall(_ path: [String]?, _ method: String, _ status: Int, after seconds: Double?) {
        let route = path.flatMap { path in Route.all.first { $0.match(path) != nil } }?.path
        tally.add(
            .httpRequests,
            [
                route ?? Metric.otherValue,
                Self.methods.contains(method) ? method : Metric.otherValue, "\(status)",
            ])
        if let seconds { tally.observe(.httpRequestTime, [], seconds) }
    }

    private static let methods: Set<String> = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
    ]

    /// A message over a WebSocket, by its type.
    func countMessage(_ type: String, _ direction: MessageDirection) {
        tally.add(.socketMessages, [type, direction.rawValue])
    }
}

/// Which way a message goes, as the gateway sees it.
enum MessageDirection: String, CaseIterable, Sendable {
    case received, sent
}
