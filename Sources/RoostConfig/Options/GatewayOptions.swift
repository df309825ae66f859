/// What `roost-gateway` does: `[gateway]`.
package struct GatewayOptions: Hashable, Sendable {
    /// Where it listens.
    package var address = "127.0.0.1"
    package var port = 8001
    /// PEM files; empty: no TLS.
    package var certificate = ""
    package var key = ""
    /// Names by which it may be called besides those of this machine, with blanks between them.
    package var hosts = ""
    /// Pages that may call it, with blanks between them.
    package var origins = ""
    /// What tokens have to say; empty: nothing.
    package var issuer = ""
    package var audience = ""
    /// WebSockets of one session.
    package var sessionConnections = 5
    /// Calls of one user in a second.
    package var perSecond = 100
    /// Programs of this machine read `/metrics` without a token.
    package var showsMetrics = false

    package init() {}
}
