package import RoostIO
package import RoostModel
package import RoostWire

/// The connection of an attached client, on an event loop; comes back by itself after a crash or an upgrade of
/// the server.
///
/// It tries again after 20 ms, 50 ms, 100 ms and so on up to 1 s, attaches with the request it was given (to the
/// workspace it was in, in the size it has now), and starts keeper and server when nobody listens any more. What
/// a person types meanwhile is kept for two seconds and sent then.
package actor AttachedConnection {
    enum Phase {
        /// Nothing was asked yet.
        case idle
        /// Waits for the next try, or for a server that is being started.
        case waiting
        /// The greeting is on its way.
        case greeting(Link)
        /// The answer to the attach request with this number is.
        case attaching(Link, number: UInt32)
        case attached(Link)
        /// Let go, given up or closed: nothing more happens.
        case closed
    }

    nonisolated let loop: EventLoop
    let paths: Paths
    let handler: @Sendable (ClientEvent) -> Void

    var phase = Phase.idle
    var attachRequest: AttachRequest?
    var nextNumber: UInt32 = 1
    var answers: [UInt32: CheckedContinuation<Result<Response, ClientError>, Never>] = [:]
    var backoff = Backoff()
    var wasAttached = false
    /// Counts connections, so that late news of an old one can be told from those of the present one.
    var generation = 0
    var timer: Timer?
    var typedAhead = TypedAhead()
    var unsent = UnsentInput()
    /// Questions that may wait for answers; a person asks one at a time.
    private static let mostQuestions = 256

    /// The loop, so that its handlers enter without a hop.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Makes a connection that does nothing before ``attach(_:)``.
    ///
    /// - Parameters:
    ///   - paths: Where the server's socket is.
    ///   - loop: Where it lives.
    ///   - handler: Hears everything, on the loop.
    package init(paths: Paths, loop: EventLoop, handler: @escaping @Sendable (ClientEvent) -> Void) {
        self.paths = paths
        self.loop = loop
        self.handler = handler
    }

    /// Connects, starting a server if none runs, and attaches; call it once.
    package func attach(_ request: AttachRequest) {
        guard case .idle = phase else { return }
        attachRequest = request
        phase = .waiting
        connect()
    }

    /// Tells the outer terminal's size, status row included; remembered for the next connection.
    package func setSize(rows: Int, columns: Int) {
        attachRequest?.rows = rows
        attachRequest?.columns = columns
        if case .attached(let link) = phase {
            send(Frame(kind: .resize, body: ViewSize(rows: rows, columns: columns).encoded), over: link)
        }
    }

    /// Sends input or an acknowledgement.
    ///
    /// While the server is away input is kept for a moment, and all else is dropped. While it is there but does not
    /// read, ``UnsentInput`` says what becomes of each kind.
    package func send(_ frame: Frame) {
        switch phase {
        case .attached(let link): send(frame, over: link)
        case .closed, .idle: break
        case .waiting, .greeting, .attaching: typedAhead.keep(frame)
        }
    }

    /// Asks the server.
    ///
    /// - Returns: Its answer, ``Response/failed(_:)`` included.
    /// - Throws: ``ClientError`` while the server is away or does not read, and when it goes before it answered.
    package func request(_ request: Request) async throws(ClientError) -> Response {
        guard case .attached(let link) = phase else { throw Self.away }
        guard link.isWritable, answers.count < Self.mostQuestions else { throw Self.silent }
        let number = takeNumber()
        let frame = try ClientError.writing { () throws(WireError) in try Frame(request, number: number) }
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Response, ClientError>, Never>) in
            // The link may have gone on the way here, and with it whoever ends what waits.
            guard phase.link === link else { return continuation.resume(returning: .failure(Self.away)) }
            answers[number] = continuation
            link.send(frame)
        }
        return try result.get()
    }

    /// Ends it, which the server takes as a detach; nothing more is heard.
    package func close() {
        end()
    }

    private static var silent: ClientError {
        ClientError(
            .timedOut, "ask the server", cause: "it does not read what it is sent", advice: "see roost doctor"
        )
    }

    static var away: ClientError {
        ClientError(
            .serverGone, "ask the server", cause: "the connection is lost", advice: "it is being made again")
    }

    func takeNumber() -> UInt32 {
        defer { nextNumber &+= 1 }
        return nextNumber
    }
}
