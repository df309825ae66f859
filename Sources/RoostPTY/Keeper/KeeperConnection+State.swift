import RoostIO
import RoostKeeperProtocol

extension KeeperConnection {
    /// What is under way; guarded by the connection's lock.
    struct State: ~Copyable {
        /// Nil when the keeper is gone.
        var channel: KeeperChannel?
        var watch: Watch?
        var spawns: [UInt64: (request: SpawnRequest, reply: SpawnReply)] = [:]
        var takes: [UInt64: TakeReply] = [:]
        var runs = PendingRuns()
        /// The signal that each session was sent last, for the message of a failure.
        var signals: [UInt64: Int32] = [:]
        /// The child that runs in each session.
        var running: [UInt64: Int32] = [:]
        /// The child of each session that ended last.
        var ended: [UInt64: Int32] = [:]

        init(channel: consuming KeeperChannel) {
            self.channel = consume channel
        }

        mutating func note(_ session: UInt64, pid: Int32, hasEnded: Bool) {
            running[session] = hasEnded ? nil : pid
            if hasEnded { ended[session] = pid }
        }

        mutating func updateInterest() {
            guard let pending = channel?.pendingByteCount else { return }
            watch?.update(pending > 0 ? [.readable, .writable] : .readable)
        }
    }
}
