package import RoostConfig
package import RoostModel

/// What the gateway is to do, checked: from the configuration, the environment and the command line.
package struct GatewaySettings: Sendable {
    /// Limits of time, for tests that cannot wait.
    package struct Patience: Hashable, Sendable {
        /// For the header of a call, from its first byte.
        package var header: Int64 = 10_000
        /// For a whole body.
        package var body: Int64 = 30_000
        /// For the next call on a connection.
        package var idle: Int64 = 75_000
        /// For a token as the first message of a WebSocket.
        package var authentication: Int64 = 5000
        /// Between the gateway's pings.
        package var ping: Int64 = 30_000
        /// Without a word from a WebSocket.
        package var silence: Int64 = 60_000
        /// For a server that is being restarted.
        package var server: Int64 = 2000

        package init() {}
    }

    /// Where to listen: an address and a port; 0 takes any free one.
    package var address: String
    package var port: Int
    /// Certificate chain and private key in PEM; nil: no TLS.
    package var tls: (certificate: String, key: String)?
    /// Others may read what is sent.
    package var isInsecure = false
    package var hosts: [String]
    package var origins: [String]
    package var issuer: String?
    package var audience: String?
    /// Connections of one session.
    package var sessionConnections: Int
    /// Calls of one user, or of one address, in a second; five times as many at once.
    package var perSecond: Int
    /// Programs of this machine read the metrics without a token.
    package var showsMetrics: Bool
    package var patience = Patience()
    /// Connections in all.
    package var connectionLimit = 1000

    package let paths: Paths
    /// Of what is started.
    package let environment: [String: String]

    /// What a configuration says.
    ///
    /// - Parameters:
    ///   - configuration: What a person chose.
    ///   - paths: Where the server is, and the secrets.
    ///   - environment: The process's.
    package init(_ configuration: Configuration, paths: Paths, environment: [String: String]) {
        let chosen = configuration.gateway
        address = chosen.address
        port = chosen.port
        tls =
            chosen.certificate.isEmpty
            ? nil : (chosen.certificate, chosen.key.isEmpty ? chosen.certificate : chosen.key)
        hosts = chosen.hosts.split(separator: " ").map(String.init)
        origins = chosen.origins.split(separator: " ").map(String.init)
        issuer = chosen.issuer.isEmpty ? nil : chosen.issuer
        audience = chosen.audience.isEmpty ? nil : chosen.audience
        sessionConnections = chosen.sessionConnections
        perSecond = chosen.perSecond
        showsMetrics = chosen.showsMetrics
        self.paths = paths
        self.environment = environment.filter { !$0.key.hasPrefix("ROOST_GATEWAY_") }
    }

    /// Reached from this machine alone.
    package var isLoopback: Bool {
        address == "localhost" || address == "::1"
            || address.hasPrefix("127.") && address.split(separator: ".").count == 4
    }

    /// How clients begin an address.
    package func url(port: Int) -> String {
        let host = address.contains(":") ? "[\(address)]" : address
        return "\(tls == nil ? "http" : "https")://\(host):\(port)"
    }
}
