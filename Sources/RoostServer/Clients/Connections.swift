import RoostWire

/// Everybody who is connected.
struct Connections {
    /// Bytes taken from a client at once.
    static let readSize = 64 << 10

    private(set) var clients: [ClientID: Client] = [:]
    /// Let go, and still to read what they were told last.
    private var leaving: [ClientID: Client] = [:]
    private var next: UInt64 = 1
    /// The colours of the outer terminal that told them last.
    var appearance: Appearance?
    /// What sessions have from the client that came last, see ``FollowedVariables``; nil before the first.
    var lastVariables: [String: String]?
    /// Nobody wants to see the hint again.
    var isHintDismissed = false
    /// What is read from clients, one after the other.
    var readBuffer = [UInt8](repeating: 0, count: Self.readSize)

    /// A number that no client had.
    mutating func takeID() -> ClientID {
        defer { next += 1 }
        return ClientID(rawValue: next)
    }

    mutating func add(_ client: Client) { clients[client.id] = client }

    /// A client is one no more.
    ///
    /// - Returns: False when it was none before.
    mutating func remove(_ id: ClientID) -> Bool { clients.removeValue(forKey: id) != nil }

    /// A client was let go, and has still to read what it was told last.
    mutating func linger(_ client: Client) { leaving[client.id] = client }

    /// The connection is over.
    ///
    /// - Returns: Whose it was, when it was still open.
    mutating func close(_ id: ClientID) -> Client? { clients[id] ?? leaving.removeValue(forKey: id) }
}
