import Logging
import NIOCore
import NIOPosix
import RoostClient
import RoostIO
import RoostModel
import RoostWire

/// The gateway's way to the server: one connection that comes back by itself, for any number of questions at once.
///
/// A question that comes while there is no server waits for one, for a while. One whose answer was lost with the
/// connection is asked again if that changes nothing; of any other nobody knows whether it was done.
actor ServerLink {
    /// What the gateway hears.
    enum Event: Sendable {
        /// Connected, with all sessions there are.
        case connected([SessionInfo])
        case sessions(SessionsEvent)
        case disconnected
    }

    private enum Phase {
        case idle
        /// Waits for the next try.
        case waiting
        case greeting(any Channel)
        /// Greeted; the list of sessions is on its way.
        case listing(any Channel)
        case ready(any Channel)
        case closed
    }

    /// Questions that may wait for answers.
    private static let mostQuestions = 4096
    /// For an answer, in milliseconds.
    static let standardPatience: Int64 = 15_000

    nonisolated let loop: any NIOLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.unownedExecutor }

    private let paths: Paths
    private let log: Logger
    /// For a server that is away, in milliseconds.
    private let patience: Int64
    private let handler: @Sendable (Event) -> Void
    private var phase = Phase.idle
    private var generation = 0
    private var nextNumber: UInt32 = 1
    private var answers: [UInt32: CheckedContinuation<Response?, Never>] = [:]
    private var waiters: [UInt64: CheckedContinuation<Bool, Never>] = [:]
    private var nextWaiter: UInt64 = 0
    private var backoff = Backoff()
    /// What is listened to as soon as a session's state is known.
    private var events: [SessionsEvent] = []

    init(
        paths: Paths, loop: any NIOLoop, patience: Int64, log: Logger,
        handler: @escaping @Sendable (Event) -> Void
    ) {
        self.paths = paths
        self.loop = loop
        self.patience = patience
        self.log = log
        self.handler = handler
    }

    /// There is a server.
    var isReady: Bool {
        if case .ready = phase { true } else { false }
    }

    func start() {
        guard case .idle = phase else { return }
        phase = .waiting
        connect()
    }

    /// Ends it for good.
    func stop() {
        let channel = channel
        phase = .closed
        generation += 1
        channel?.close(promise: nil)
        endAll()
    }

    private var channel: (any Channel)? {
        switch phase {
        case .greeting(let channel), .listing(let channel), .ready(let channel): channel
        case .idle, .waiting, .closed: nil
        }
    }

    // MARK: - Asking

    /// Asks the server.
    ///
    /// - Parameters:
    ///   - request: What to do.
    ///   - milliseconds: For the answer, once there is a server; nil: for ever.
    /// - Returns: Its answer, ``Response/failed(_:)`` included.
    /// - Throws: ``APIError`` without a server, or an answer.
    func perform(
        _ request: Request, within milliseconds: Int64? = standardPatience
    ) async throws(APIError) -> Response {
        let start = NIODeadline.now()
        while true {
            guard await waitForServer(until: start + .milliseconds(patience)),
                case .ready(let channel) = phase
            else { throw .noServer }
            switch await ask(request, over: channel, within: milliseconds) {
            case .answer(let response): return response
            case .unreadable: throw .silentServer
            case .late: throw .silentServer
            case .lost:
                guard request.isReadOnly else { throw .lost }
            }
        }
    }

    private enum Outcome {
        case answer(Response)
        case lost
        case late
        case unreadable
    }

    private func ask(_ request: Request, over channel: any Channel, within milliseconds: Int64?) async
        -> Outcome
    {
        guard answers.count < Self.mostQuestions else { return .late }
        let number = nextNumber
        nextNumber &+= 1
        let frame: Frame
        do throws(WireError) {
            frame = try Frame(request, number: number)
        } catch {
            return .unreadable
        }
        var isLate = false
        let response = await withCheckedContinuation {
            (continuation: CheckedContinuation<Response?, Never>) in
            // The connection may have gone on the way here, and with it whoever ends what waits.
            guard case .ready(let now) = phase, now === channel else {
                return continuation.resume(returning: nil)
            }
            answers[number] = continuation
            send(frame, over: channel)
            guard let milliseconds else { return }
            loop.assumeIsolated().scheduleTask(in: .milliseconds(milliseconds)) { [weak self] in
                self?.assumeIsolated { $0.giveUp(number) }
            }
        }
        isLate = late.remove(number) != nil
        if let response { return .answer(response) }
        return isLate ? .late : .lost
    }

    /// Numbers of questions whose time was over.
    private var late: Set<UInt32> = []

    private func giveUp(_ number: UInt32) {
        guard let continuation = answers.removeValue(forKey: number) else { return }
        late.insert(number)
        continuation.resume(returning: nil)
    }

    private func send(_ frame: Frame, over channel: any Channel) {
        let buffer = channel.allocator.buffer(bytes: frame.encoded)
        channel.writeAndFlush(buffer, promise: nil)
    }

    /// Suspended until there is a server; false when there was none in time.
    func waitForServer(until deadline: NIODeadline) async -> Bool {
        if isReady { return true }
        if case .closed = phase { return false }
        let number = nextWaiter
        nextWaiter += 1
        return await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            if isReady { return continuation.resume(returning: true) }
            guard waiters.count < Self.mostQuestions else { return continuation.resume(returning: false) }
            waiters[number] = continuation
            loop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
                self?.assumeIsolated { $0.waiters.removeValue(forKey: number)?.resume(returning: false) }
            }
        }
    }

    // MARK: - The connection

    private func connect() {
        guard case .waiting = phase else { return }
        generation += 1
        let number = generation
        let socket: Int32
        do throws(SystemError) {
            socket = try UnixSocket.connect(to: paths.socket).take()
        } catch {
            return tryLater()
        }
        let bootstrap = ClientBootstrap(group: loop).channelInitializer { [weak self] channel in
            channel.eventLoop.makeCompletedFuture {
                guard let self else { return }
                try channel.pipeline.syncOperations.addHandler(LinkChannel(self, generation: number))
            }
        }
        bootstrap.withConnectedSocket(socket).assumeIsolated().whenComplete { [weak self] result in
            self?.assumeIsolated { $0.connected(result, number) }
        }
    }

    private func connected(_ result: Result<any Channel, any Error>, _ number: Int) {
        guard number == generation, case .waiting = phase else { return }
        switch result {
        case .failure: tryLater()
        case .success(let channel):
            phase = .greeting(channel)
            do throws(WireError) {
                send(try Frame(Handshake.greeting), over: channel)
            } catch {
                channel.close(promise: nil)
            }
            loop.assumeIsolated().scheduleTask(in: .seconds(5)) { [weak self] in
                self?.assumeIsolated { link in
                    guard number == link.generation, !link.isReady else { return }
                    channel.close(promise: nil)
                }
            }
        }
    }

    private func tryLater() {
        phase = .waiting
        let (seconds, attoseconds) = backoff.next().components
        let pause = TimeAmount.milliseconds(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        loop.assumeIsolated().scheduleTask(in: pause) { [weak self] in self?.assumeIsolated { $0.connect() } }
    }

    /// The connection is gone.
    func lost(_ number: Int) {
        guard number == generation else { return }
        if case .closed = phase { return }
        let wasReady = isReady
        let open = answers
        answers = [:]
        events = []
        tryLater()
        for continuation in open.values { continuation.resume(returning: nil) }
        if wasReady {
            log.notice("the server is gone")
            handler(.disconnected)
        }
    }

    private func endAll() {
        for continuation in answers.values { continuation.resume(returning: nil) }
        for waiter in waiters.values { waiter.resume(returning: false) }
        (answers, waiters) = ([:], [:])
    }

    // MARK: - What comes

    /// Takes a frame of the connection with this number.
    func take(_ frame: Frame, of number: Int) {
        guard number == generation, let channel else { return }
        if case .greeting = phase { return greeted(frame, channel) }
        let message: ServerMessage?
        do throws(WireError) {
            message = try ServerMessage(frame)
        } catch {
            return
        }
        switch message {
        case .response(let number, let result): answered(number, result, channel)
        case .sessions(let event): heard(event)
        case .goodbye: channel.close(promise: nil)
        case .hello, .workspace, .workspaceRemoved, .tasks, .screen, .notice, nil: break
        }
    }

    /// The number of the question that every connection begins with.
    private static let listNumber: UInt32 = 0

    private func greeted(_ frame: Frame, _ channel: any Channel) {
        do {
            _ = try Handshake.check(frame)
            phase = .listing(channel)
            let subscribe = try Frame(.client(.subscribe(.sessions)), number: nextNumber)
            nextNumber &+= 1
            send(subscribe, over: channel)
            send(try Frame(.session(.list(all: true)), number: Self.listNumber), over: channel)
        } catch {
            log.error("\(error)")
            channel.close(promise: nil)
        }
    }

    private func heard(_ event: SessionsEvent) {
        guard case .listing = phase else { return handler(.sessions(event)) }
        // The list that is on its way may be older than this.
        events.append(event)
    }

    private func answered(_ number: UInt32, _ result: Result<Response, WireError>, _ channel: any Channel) {
        if number == Self.listNumber, case .listing = phase {
            guard case .success(.sessions(let sessions)) = result else { return channel.close(promise: nil) }
            phase = .ready(channel)
            backoff.reset()
            log.info("connected to the server", metadata: ["sessions": "\(sessions.count)"])
            handler(.connected(sessions))
            for event in events { handler(.sessions(event)) }
            events = []
            let ready = waiters
            waiters = [:]
            for waiter in ready.values { waiter.resume(returning: true) }
            return
        }
        guard let continuation = answers.removeValue(forKey: number) else { return }
        switch result {
        case .success(let response): continuation.resume(returning: response)
        case .failure(let error):
            log.error("\(error)")
            late.insert(number)
            continuation.resume(returning: nil)
        }
    }
}
