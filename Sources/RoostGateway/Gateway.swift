import Logging
import NIOCore
import NIOHTTP1
import RoostIO
import RoostModel
import RoostWire

/// The gateway: sessions for programs elsewhere, an ordinary client of the server's socket.
///
/// Everything happens on one event loop, which is the actor's executor: channel handlers enter without a hop. It keeps
/// nothing that cannot be had again: it may be killed at any time.
actor Gateway {
    nonisolated let loop: any NIOLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.unownedExecutor }

    let settings: GatewaySettings
    let door: Door
    let log: Logger
    /// Replaced when the secrets are read again.
    private(set) var verifier: TokenVerifier
    private var link: ServerLink?
    var mirror = SessionMirror()
    var users: TokenBuckets
    var addresses: TokenBuckets
    var connectionCount = 0
    /// Sessions that somebody follows.
    var streams: [SessionID: SessionStream] = [:]
    var sockets: [SocketID: Socket] = [:]
    var listeners: [SocketID: EventListener] = [:]
    var eventLog: EventLog
    /// What was counted since the start.
    var tally = firstTally
    var usedLinks: UsedLinks
    private var lastSocket: UInt64 = 0
    private(set) var isStopping = false

    init(_ settings: GatewaySettings, keys: TokenKeys, loop: any NIOLoop, log: Logger) {
        self.settings = settings
        self.loop = loop
        self.log = log
        let own = settings.address == "0.0.0.0" || settings.address == "::" ? [] : [settings.address]
        let names = own.map { $0.contains(":") ? "[\($0)]" : $0 }
        door = Door(hosts: names + settings.hosts, origins: settings.origins)
        verifier = TokenVerifier(keys: keys, issuer: settings.issuer, audience: settings.audience)
        let rate = Double(settings.perSecond)
        users = TokenBuckets(capacity: rate * 5, perSecond: rate)
        addresses = TokenBuckets(capacity: rate * 5, perSecond: rate)
        usedLinks = UsedLinks(since: Double(Host.milliseconds) / 1000)
        eventLog = EventLog(boot: Base64URL.encode((0..<6).map { _ in UInt8.random(in: 0 ... .max) }))
    }

    /// Connects to the server, now or as soon as there is one.
    func start() async {
        let link = ServerLink(
            paths: settings.paths, loop: loop, patience: settings.patience.server, log: log
        ) { [weak self] event in self?.assumeIsolated { $0.heard(event) } }
        self.link = link
        await link.start()
    }

    /// Other secrets count from now on; tokens that are in use stay until they expire.
    func take(_ keys: TokenKeys) {
        verifier = TokenVerifier(keys: keys, issuer: settings.issuer, audience: settings.audience)
    }

    /// Says good-bye to everybody.
    func stop() async {
        isStopping = true
        for id in sockets.keys { close(id, .goingAway) }
        for id in listeners.keys { endListening(id) }
        await link?.stop()
    }

    // MARK: - The server

    /// Whether there is a server now.
    func hasServer() async -> Bool { await link?.isReady ?? false }

    /// Asks the server; see ``ServerLink/perform(_:within:)``.
    func ask(
        _ request: Request, within milliseconds: Int64? = ServerLink.standardPatience
    ) async throws(APIError) -> Response {
        guard let link else { throw .noServer }
        return try await link.perform(request, within: milliseconds)
    }

    /// Suspended until there is a server, for a while.
    func waitForServer(_ milliseconds: Int64) async -> Bool {
        await link?.waitForServer(until: .now() + .milliseconds(milliseconds)) ?? false
    }

    private func heard(_ event: ServerLink.Event) {
        switch event {
        case .connected(let sessions):
            let gone = mirror.replace(sessions)
            for id in gone { forget(id) }
            changed(sessions)
            resumeStreams()
            resumeScreens()
        case .sessions(let event):
            for id in event.removed ?? [] { endScreens(of: id, mirror[id]?.uuid ?? "\(id)") }
            mirror.take(event)
            for id in event.removed ?? [] { forget(id) }
            changed(event.changed)
        case .disconnected: break
        }
    }

    /// A session was removed.
    private func forget(_ id: SessionID) {
        endStream(id)
        endScreens(of: id, "\(id)")
        tellOfRemoval(id)
    }

    private func changed(_ sessions: [SessionInfo]) {
        for info in sessions {
            streamChanged(info)
            tell(of: info)
        }
    }

    /// The sessions as they are now, the gateway's own picture brought up to them.
    func refreshed() async throws(APIError) -> [SessionInfo] {
        guard case .sessions(let sessions) = try await ask(.session(.list(all: true))) else {
            throw .silentServer
        }
        for id in mirror.replace(sessions) { forget(id) }
        return sessions
    }

    // MARK: - Who asks

    /// Milliseconds that only grow.
    var milliseconds: Int64 { Int64(NIODeadline.now().uptimeNanoseconds / 1_000_000) }

    /// The wall clock.
    var now: Timestamp { Timestamp(milliseconds: Host.milliseconds) }

    /// Lets an address ask once more.
    func admit(address: String) throws(APIError) {
        if let seconds = addresses.take(address, now: Double(milliseconds) / 1000) {
            throw Self.tooOften(seconds)
        }
    }

    /// Lets a user ask once more.
    func admit(user: String) throws(APIError) {
        if let seconds = users.take(user, now: Double(milliseconds) / 1000) { throw Self.tooOften(seconds) }
    }

    private static func tooOften(_ seconds: Int) -> APIError {
        var error = APIError(
            .rateLimited, "do this now", cause: "you ask too often", advice: "wait \(seconds) s")
        error.retryAfter = seconds
        return error
    }

    /// Reads a token.
    func access(_ token: String?) throws(APIError) -> Access {
        guard let token else {
            throw APIError(
                .unauthorized, "answer", cause: "there is no token",
                advice: "send Authorization: Bearer TOKEN; roost gateway token makes one on the host")
        }
        do throws(TokenVerifier.Problem) {
            return Access(claims: try verifier.verify(token, now: Double(Host.milliseconds) / 1000))
        } catch {
            throw error.error
        }
    }

    /// A name for a connection.
    func takeSocketID() -> SocketID {
        lastSocket += 1
        return SocketID(rawValue: lastSocket)
    }
}

/// Names a connection that stays open.
struct SocketID: Hashable, Sendable {
    let rawValue: UInt64
}
