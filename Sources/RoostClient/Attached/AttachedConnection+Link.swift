import RoostIO
import RoostModel
import RoostWire

/// Making, losing and ending the link.
extension AttachedConnection {
    /// How long a server may take to greet and to take the client in.
    private static let patience: Duration = .seconds(5)
    /// Tries that find nobody before the server is started from here: a keeper that lives was faster.
    private static let triesBeforeStart = 4

    /// Tries once.
    func connect() {
        guard case .waiting = phase else { return }
        generation += 1
        do throws(ClientError) {
            let link = try makeLink()
            phase = .greeting(link)
            link.send(try ClientError.writing { () throws(WireError) in try Frame(Handshake.greeting) })
            let number = generation
            timer = loop.schedule(after: Self.patience) { [weak self] in
                self?.assumeIsolated { $0.broken("it is silent", number) }
            }
        } catch {
            couldNotConnect(error)
        }
    }

    private func makeLink() throws(ClientError) -> Link {
        let number = generation
        do throws(IOError) {
            return try Link(
                socket: try UnixSocket.connect(to: paths.socket), loop: loop,
                onReadable: { [weak self] in self?.assumeIsolated { $0.readable(number) } },
                onWritable: { [weak self] in self?.assumeIsolated { $0.writable(number) } },
                onBroken: { [weak self] error in self?.assumeIsolated { $0.unwritable(error, number) } })
        } catch {
            throw ServerSocket.explain(error, paths.socket)
        }
    }

    private func couldNotConnect(_ error: ClientError) {
        switch error.reason {
        case .noServer where !wasAttached || backoff.attempts >= Self.triesBeforeStart:
            startServer()
        case .noServer, .timedOut:
            tryLater()
        default:
            fail(error)
        }
    }

    private func tryLater() {
        phase = .waiting
        timer?.cancel()
        timer = loop.schedule(after: backoff.next()) { [weak self] in
            self?.assumeIsolated { $0.connect() }
        }
    }

    /// Starts the server on a thread of its own, since that blocks for up to 5 s.
    ///
    /// Neither this loop nor a thread of the global pool may stand still so long; and the pool, once it has been
    /// used, wakes the process every second.
    private func startServer() {
        let paths = paths
        do throws(IOError) {
            let launcher = try EventLoop(name: "launcher")
            try launcher.start()
            launcher.execute { [weak self] in
                let result = Result { () throws(ClientError) in
                    try ServerLauncher.ensureRunning(paths: paths)
                }
                if let self { loop.execute { self.assumeIsolated { $0.started(result) } } }
                launcher.stop()
            }
        } catch {
            fail(ClientError(.notStarted, "start the server", cause: "\(error)", advice: "see roost doctor"))
        }
    }

    private func started(_ result: Result<Void, ClientError>) {
        guard case .waiting = phase else { return }
        switch result {
        case .success where backoff.attempts == 0:
            // It listens: no reason to wait. If it is gone again, the next tries take their time.
            _ = backoff.next()
            connect()
        case .success: tryLater()
        case .failure(let error): fail(error)
        }
    }

    /// Nothing reaches the server any more: a new link is made.
    ///
    /// A server that is gone may have said before that it goes, and all that it said is here before the error is.
    private func unwritable(_ error: IOError, _ number: Int) {
        while read(number) {}
        broken("\(error)", number)
    }

    /// The link is of no use any more; a new one is made.
    func broken(_ cause: String, _ number: Int) {
        guard number == generation else { return }
        switch phase {
        case .greeting, .attaching, .attached: break
        case .idle, .waiting, .closed: return
        }
        dropLink()
        if case .attached = phase { handler(.disconnected(cause)) }
        guard wasAttached || backoff.attempts < Self.triesBeforeStart else {
            return fail(
                ClientError(
                    .serverGone, "attach", cause: "the server lets nobody in: \(cause)",
                    advice: "see roost doctor"))
        }
        tryLater()
    }

    /// Closes the link and fails what waits for answers; the phase stays.
    private func dropLink() {
        timer?.cancel()
        timer = nil
        switch phase {
        case .greeting(let link), .attaching(let link, _), .attached(let link): link.close()
        case .idle, .waiting, .closed: break
        }
        unsent = UnsentInput()
        let waiting = answers
        answers = [:]
        for continuation in waiting.values { continuation.resume(returning: .failure(Self.away)) }
    }

    /// Ends it for good.
    func end() {
        dropLink()
        phase = .closed
        generation += 1
        typedAhead = TypedAhead()
    }

    /// Ends it for good, and says why.
    func fail(_ error: ClientError) {
        end()
        handler(.failed(error))
    }
}
