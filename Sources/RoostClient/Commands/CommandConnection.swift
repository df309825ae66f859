import RoostIO
package import RoostModel
package import RoostWire

/// One question, one answer, for commands that end: blocking, each step with a deadline.
///
/// Nothing here waits for ever: a dead, stopped, foreign or strange server is an error within the time given.
package struct CommandConnection: ~Copyable {
    /// Who answers.
    package let server: Hello

    /// About what a socket takes at once.
    private static let largestPart = 1 << 18

    let socket: Descriptor
    var decoder = FrameDecoder()
    private var nextNumber: UInt32 = 1
    var buffer = [UInt8](repeating: 0, count: 1 << 14)

    private init(socket: consuming Descriptor, deadline: Deadline) throws(ClientError) {
        var decoder = FrameDecoder()
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let greeting = try ClientError.writing { () throws(WireError) in try Frame(Handshake.greeting) }
        try Self.send(greeting.encoded, to: socket.raw, until: deadline)
        let first = try Self.receive(from: socket.raw, &decoder, &buffer, until: deadline)
        self.server = try Handshake.check(first)
        self.socket = socket
        self.decoder = decoder
    }

    /// Waits for the greeting of a server of any version, and says nothing yet.
    init(ofAnyVersion socket: consuming Descriptor, deadline: Deadline) throws(ClientError) {
        var decoder = FrameDecoder()
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        self.server = try Handshake.greeting(
            in: try Self.receive(from: socket.raw, &decoder, &buffer, until: deadline))
        self.socket = socket
        self.decoder = decoder
    }

    /// Sends frames, in order.
    func send(_ frames: [Frame], until deadline: Deadline) throws(ClientError) {
        for frame in frames { try Self.send(frame.encoded, to: socket.raw, until: deadline) }
    }

    /// Waits for the next frame.
    mutating func receive(until deadline: Deadline) throws(ClientError) -> Frame {
        try Self.receive(from: socket.raw, &decoder, &buffer, until: deadline)
    }

    /// Connects and greets.
    ///
    /// - Parameters:
    ///   - paths: Where the server's socket is.
    ///   - startingServer: Start keeper and server if none runs; that may take 5 s more.
    ///   - timeout: For connecting and greeting.
    /// - Returns: A connection to a server that greeted.
    /// - Throws: ``ClientError``.
    package static func open(
        paths: Paths, startingServer: Bool, timeout: Duration = .seconds(1)
    ) throws(ClientError) -> CommandConnection {
        let deadline = Deadline(after: timeout)
        do throws(ClientError) {
            let socket = try ServerSocket.connect(to: paths.socket, until: deadline)
            return try CommandConnection(socket: socket, deadline: deadline)
        } catch {
            // One that dies before it greets was asked nothing yet.
            guard error.reason == .noServer || error.reason == .serverGone else { throw error }
            // The keeper is bringing a server back that died a moment ago: worth the wait.
            let state = startingServer ? nil : KeeperProbe.ask(paths: paths)
            guard
                startingServer || state?.hasSuffix(" running") == true || state?.hasSuffix(" waiting") == true
            else { throw error }
        }
        try ServerLauncher.ensureRunning(paths: paths)
        let second = Deadline(after: timeout)
        let socket = try ServerSocket.connect(to: paths.socket, until: second)
        return try CommandConnection(socket: socket, deadline: second)
    }

    /// Asks, and waits for the answer.
    ///
    /// - Parameters:
    ///   - request: What to do.
    ///   - timeout: For the answer; nil: for ever, or until the server is gone.
    /// - Returns: What the server says, ``Response/failed(_:)`` included.
    /// - Throws: ``ClientError`` when there is no answer.
    package mutating func perform(
        _ request: Request, timeout: Duration? = .seconds(1)
    ) throws(ClientError) -> Response {
        let number = nextNumber
        nextNumber &+= 1
        let deadline = Deadline(after: timeout)
        let question = try ClientError.writing { () throws(WireError) in try Frame(request, number: number) }
        try Self.send(question.encoded, to: socket.raw, until: deadline)
        while true {
            let frame = try Self.receive(from: socket.raw, &decoder, &buffer, until: deadline)
            switch try ClientError.reading({ () throws(WireError) in try ServerMessage(frame) }) {
            case .response(number, let answer):
                return try answer.mapError(ClientError.init(unreadable:)).get()
            case .goodbye(let goodbye): throw Handshake.farewell(goodbye)
            case .response, .hello, .workspace, .workspaceRemoved, .sessions, .tasks, .screen, .notice, nil:
                break
            }
        }
    }

    private static func send(
        _ bytes: [UInt8], to socket: Int32, until deadline: Deadline
    ) throws(ClientError) {
        var start = 0
        while start < bytes.count {
            let sent: Int
            do throws(IOError) {
                let end = min(start + largestPart, bytes.count)
                sent = try UnixSocket.send(Array(bytes[start..<end]), to: socket)
            } catch {
                throw gone(error)
            }
            start += sent
            if sent == 0, !deadline.wait(for: socket, writable: true) { throw silent }
        }
    }

    private static func receive(
        from socket: Int32, _ decoder: inout FrameDecoder, _ buffer: inout [UInt8], until deadline: Deadline
    ) throws(ClientError) -> Frame {
        while true {
            do throws(WireError) {
                if let frame = try decoder.next() { return frame }
            } catch {
                throw ClientError(
                    .malformed, "talk to the server", cause: "\(error)", advice: "see roost doctor")
            }
            let count: Int?
            do throws(IOError) {
                count = try UnixSocket.read(from: socket, into: &buffer)
            } catch {
                throw gone(error)
            }
            guard let count else {
                guard deadline.wait(for: socket) else { throw silent }
                continue
            }
            guard count > 0 else { throw gone(nil) }
            decoder.append(buffer[..<count])
        }
    }

    private static var silent: ClientError {
        ClientError(
            .timedOut, "get an answer of the server", cause: "it is silent", advice: "see roost doctor")
    }

    static func gone(_ error: IOError?) -> ClientError {
        ClientError(
            .serverGone, "get an answer of the server",
            cause: error.map { "\($0)" } ?? "it closed the connection",
            advice: "try again, or see roost server log")
    }
}

extension CommandConnection {
    /// Waits until the server has closed the connection, as it does when it ends.
    ///
    /// - Returns: False if that did not happen in time.
    @discardableResult
    package mutating func waitForEnd(timeout: Duration) -> Bool {
        let deadline = Deadline(after: timeout)
        while deadline.wait(for: socket.raw) {
            guard let count = try? UnixSocket.read(from: socket.raw, into: &buffer) else { return true }
            if count == 0 { return true }
        }
        return false
    }
}
