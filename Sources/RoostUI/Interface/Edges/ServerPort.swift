import RoostClient
import RoostWire

/// The way to the server, on the client's loop: an ``AttachedConnection``, or a script in a test.
protocol ServerPort: Sendable {
    /// Connects and attaches; call it once.
    func attach(_ request: AttachRequest)
    /// Tells the outer terminal's size, status row included.
    func setSize(rows: Int, columns: Int)
    /// Sends a frame that has no answer.
    func send(_ frame: Frame)
    /// Asks, and waits for the answer.
    ///
    /// - Returns: What the server said, ``Response/failed(_:)`` included.
    /// - Throws: ``ClientError`` while the server is away.
    func request(_ request: Request) async throws(ClientError) -> Response
    /// Ends it; nothing more is heard.
    func close()
}

/// A connection whose loop is the client's, so that calls enter it without a hop.
struct LoopConnection: ServerPort {
    private let connection: AttachedConnection

    init(_ connection: AttachedConnection) {
        self.connection = connection
    }

    func attach(_ request: AttachRequest) { connection.assumeIsolated { $0.attach(request) } }

    func setSize(rows: Int, columns: Int) {
        connection.assumeIsolated { $0.setSize(rows: rows, columns: columns) }
    }

    func send(_ frame: Frame) { connection.assumeIsolated { $0.send(frame) } }

    func request(_ request: Request) async throws(ClientError) -> Response {
        try await connection.request(request)
    }

    func close() { connection.assumeIsolated { $0.close() } }
}
