/// The version of the socket protocol.
///
/// Peers of one major version understand each other: fields and kinds that one does not know are skipped.
public struct ProtocolVersion: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Grows when old peers cannot follow.
    public var major: Int
    /// Grows with each addition.
    public var minor: Int

    /// Makes a version.
    public init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// What this program speaks.
    ///
    /// - 1.0: the first.
    /// - 2.0: a message is an object with a kind and named fields, its bytes are beside it and not in it, and
    ///   requests come in families; version 1 wrote what the compiler made of the Swift types.
    /// - 2.1: a client may subscribe to topics (``Topics``).
    /// - 2.2: print-mode tasks: the requests `task.…`, and their topic.
    /// - 2.3: a session's output as it comes (`history.follow`), and what other programs know a session by.
    /// - 2.4: what the server has counted (`server.metrics`).
    /// - 2.5: a client may show one session alone (`client.watch`).
    /// - 2.6: custom states (`session.set_state`).
    public static let current = ProtocolVersion(major: 2, minor: 6)

    /// `major.minor`.
    public var description: String { "\(major).\(minor)" }
}
