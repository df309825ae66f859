import Glibc
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
package import RoostClient
import RoostIO
import RoostLog
import RoostModel
import Synchronization

/// The process: one gateway at a time for each `ROOST_HOME`, from its first connection to the signal that ends it.
package final class GatewayProcess: Sendable {
    private static let signals = [SIGTERM, SIGINT, SIGHUP]

    private let settings: GatewaySettings
    private let environment: [String: String]
    private let log = Logger(label: "gateway")
    private let certificate: Mutex<NIOSSLContext?>

    private init(_ settings: GatewaySettings, environment: [String: String]) throws(ClientError) {
        self.settings = settings
        self.environment = environment
        certificate = Mutex(try Self.certificate(settings))
    }

    /// Serves until a signal ends it; signals are waited for on the calling thread.
    ///
    /// Call it in main before anything starts a thread, and not from an asynchronous one: what waits for the jobs of
    /// the main actor takes every signal, whatever is blocked.
    ///
    /// - Parameters:
    ///   - settings: What to do.
    ///   - environment: The process's.
    ///   - ready: Gets the address, and a line end, as soon as clients can connect; nil: nobody waits.
    /// - Throws: ``RoostClient/ClientError`` when it cannot serve.
    package static func run(
        _ settings: GatewaySettings, environment: [String: String], ready: Int32?
    ) throws(ClientError) {
        Signals.block(signals)
        Signals.ignore([SIGPIPE])
        try ServerLauncher.prepareDirectories(settings.paths)
        let file = LogFile(path: settings.paths.log + "/gateway.log")
        let threshold = FileLogHandler.Threshold(.info)
        LoggingSystem.bootstrap { _ in
            FileLogHandler(file, threshold) { Timestamp(milliseconds: Host.milliseconds) }
        }
        let lock: Descriptor
        do throws(SystemError) {
            guard let held = try Files.lock(GatewayState.lock(settings.paths)) else {
                throw SystemError(.lockFile(path: GatewayState.lock(settings.paths)), errno: EALREADY)
            }
            lock = held
        } catch {
            let isRunning = error.errno == EALREADY
            throw failure(
                isRunning ? "one runs already" : "\(error)",
                isRunning ? "see roost gateway status" : "see roost doctor")
        }
        let process = try GatewayProcess(settings, environment: environment)
        try process.run(ready)
        _ = consume lock
    }

    private func run(_ ready: Int32?) throws(ClientError) {
        let (signals, continuation) = AsyncStream<Int32>.makeStream(bufferingPolicy: .bufferingNewest(8))
        let loop: RoostIO.EventLoop
        let watch: SignalWatch
        do throws(SystemError) {
            loop = try RoostIO.EventLoop(name: "signals")
            watch = try Signals.watch(Self.signals, on: loop) { continuation.yield($0) }
        } catch {
            throw Self.failure("\(error)", "see roost doctor")
        }
        let problem = Mutex<ClientError?>(nil)
        Task {
            do throws(ClientError) {
                try await serve(ready, until: signals)
            } catch {
                problem.withLock { $0 = error }
            }
            loop.stop()
        }
        loop.run()
        watch.cancel()
        if let problem = problem.withLock({ $0 }) { throw problem }
    }

    static func failure(_ cause: String, _ advice: String) -> ClientError {
        ClientError(.notStarted, "start the gateway", cause: cause, advice: advice)
    }

    private func serve(_ ready: Int32?, until signals: AsyncStream<Int32>) async throws(ClientError) {
        let keys = try TokenKeys.load(paths: settings.paths, environment: environment)
        guard settings.isLoopback || settings.tls != nil || settings.isInsecure else {
            throw Self.failure(
                "others could read what it sends: \(settings.address) is not this machine alone",
                "set gateway.certificate, or start it with --insecure")
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let gateway = Gateway(settings, keys: keys, loop: group.next(), log: log)
        let listener: any Channel
        do {
            listener = try await bind(gateway, group)
        } catch {
            throw Self.failure(
                "cannot listen at \(settings.address), port \(settings.port): \(error)",
                "choose another with gateway.address and gateway.port")
        }
        let port = listener.localAddress?.port ?? settings.port
        let state = GatewayState(
            pid: getpid(), url: settings.url(port: port),
            startedAt: Timestamp(milliseconds: Host.milliseconds))
        do throws(SystemError) {
            try state.write(settings.paths)
        } catch {
            throw Self.failure("\(error)", "see roost doctor")
        }
        await gateway.start()
        log.notice("serves", metadata: ["url": "\(state.url)", "pid": "\(state.pid)"])
        if let ready {
            let descriptor = Descriptor(ready)
            _ = try? UnixSocket.send(Array("\(state.url)\n".utf8), to: descriptor.raw)
        }
        for await signal in signals {
            guard signal == SIGHUP else { break }
            await reload(gateway)
        }
        log.notice("stops")
        try? await listener.close()
        await gateway.stop()
        Host.removeFile(GatewayState.path(settings.paths))
        try? await group.shutdownGracefully()
    }

    // MARK: - Signals

    /// Secrets and certificate are read again; what is wrong with them keeps the old ones.
    private func reload(_ gateway: Gateway) async {
        do throws(ClientError) {
            let keys = try TokenKeys.load(paths: settings.paths, environment: environment)
            let context = try Self.certificate(settings)
            certificate.withLock { $0 = context }
            await gateway.take(keys)
            log.notice("secrets and certificate were read again")
        } catch {
            log.error("\(error)")
        }
    }

    private static func certificate(_ settings: GatewaySettings) throws(ClientError) -> NIOSSLContext? {
        guard let (chain, key) = settings.tls else { return nil }
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(chain)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: certificates.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw failure(
                "cannot use the certificate \(chain): \(error)", "check gateway.certificate and gateway.key")
        }
    }

    // MARK: - Connections

    private func bind(_ gateway: Gateway, _ group: MultiThreadedEventLoopGroup) async throws -> any Channel {
        try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            // The kernel's share of what a client that does not read holds.
            .childChannelOption(.socketOption(.so_sndbuf), value: 256 << 10)
            .childChannelOption(
                .writeBufferWaterMark,
                value: ChannelOptions.Types.WriteBufferWaterMark(low: 64 << 10, high: 256 << 10)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.prepare(channel, gateway) }
            }
            .bind(host: settings.address, port: settings.port).get()
    }

    private func prepare(_ channel: any Channel, _ gateway: Gateway) throws {
        guard gateway.assumeIsolated({ $0.admitConnection() }) else { throw ChannelError.eof }
        channel.closeFuture.assumeIsolated().whenComplete { _ in
            gateway.assumeIsolated { $0.connectionEnded() }
        }
        let pipeline = channel.pipeline.syncOperations
        if let context = certificate.withLock({ $0 }) {
            try pipeline.addHandler(NIOSSLServerHandler(context: context))
        }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16 << 10
        limits.maxHeaderListSize = 16 << 10
        limits.maxHeaderFieldCount = 100
        let deadline = HeaderDeadline(settings.patience)
        let peer = channel.remoteAddress?.ipAddress ?? ""
        try pipeline.addHandler(deadline)
        try pipeline.addHandler(HTTPResponseEncoder())
        try pipeline.addHandler(
            ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)))
        try pipeline.addHandler(HTTPServerPipelineHandler())
        try pipeline.addHandler(HTTPHandler(gateway, deadline, peer: peer))
    }
}

extension Gateway {
    /// Another connection; false when there are too many.
    func admitConnection() -> Bool {
        guard connectionCount < settings.connectionLimit, !isStopping else { return false }
        connectionCount += 1
        return true
    }

    /// One is over.
    func connectionEnded() {
        connectionCount -= 1
    }
}
