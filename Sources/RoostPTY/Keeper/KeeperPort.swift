package import RoostIO
package import RoostKeeperProtocol

/// Who holds the children: a keeper, as its server sees it.
///
/// ``KeeperConnection`` is the real one; a test has one that starts nothing. All may be called from any thread, never
/// block, and are described there.
package protocol KeeperPort: AnyObject, Sendable {
    func spawn(_ request: SpawnRequest, reply: @escaping KeeperConnection.SpawnReply)
    func run(_ request: RunRequest, reply: @escaping KeeperConnection.RunReply)
    func take(_ session: UInt64, reply: @escaping KeeperConnection.TakeReply)
    func adopt(session: UInt64, pid: Int32, start: UInt64, master: Int32)
    func setJournal(_ session: UInt64, descriptor: Int32)
    func signal(_ session: UInt64, _ number: Int32, toGroup: Bool)
    func stored(_ session: UInt64)
    func swap(path: String, arguments: [String])
    func rest()
    func reopen()
    func shutdown()
}

extension KeeperConnection: KeeperPort {}

/// Where a server gets its keepers from.
package protocol KeeperSource: Sendable {
    /// Connects to the keeper that started the server; called once.
    func connect(
        on loop: EventLoop, _ handler: @escaping @Sendable (KeeperConnection.Event) -> Void
    ) throws -> any KeeperPort

    /// Starts another keeper in place of one that died.
    func replace(
        on loop: EventLoop, _ handler: @escaping @Sendable (KeeperConnection.Event) -> Void
    ) throws -> any KeeperPort
}

/// The keeper that gave the server a socket, and those that the server starts after it.
package struct InheritedKeeper: KeeperSource {
    private let descriptor: Int32
    private let launcher: KeeperLauncher

    /// Takes over the socket.
    package init(descriptor: Int32, launcher: KeeperLauncher) {
        self.descriptor = descriptor
        self.launcher = launcher
    }

    package func connect(
        on loop: EventLoop, _ handler: @escaping @Sendable (KeeperConnection.Event) -> Void
    ) throws -> any KeeperPort {
        try KeeperConnection(Descriptor(descriptor), loop: loop, handler: handler)
    }

    package func replace(
        on loop: EventLoop, _ handler: @escaping @Sendable (KeeperConnection.Event) -> Void
    ) throws -> any KeeperPort {
        try KeeperConnection(launcher.adopt(), loop: loop, handler: handler)
    }
}
