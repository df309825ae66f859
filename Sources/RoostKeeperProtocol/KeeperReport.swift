/// What the keeper tells the server; the bytes are described at ``KeeperProtocol``.
///
/// A descriptor that belongs to a message travels beside it.
package enum KeeperReport: Hashable, Sendable {
    case hello(version: UInt16, pid: Int32, sessions: [KeptSession])
    /// Comes with the descriptor of the master.
    case spawned(session: UInt64, pid: Int32, start: UInt64)
    case failed(session: UInt64, errno: Int32, stage: UInt8)
    /// Comes with the descriptor of the master.
    case master(session: UInt64)
    case exited(session: UInt64, status: ChildStatus)

    /// Its number on the wire.
    package var kind: KeeperProtocol.Kind {
        switch self {
        case .hello: .keeperHello
        case .spawned: .spawned
        case .failed: .failed
        case .master: .master
        case .exited: .exited
        }
    }

    /// The body of its frame.
    package var body: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .hello(let version, let pid, let sessions):
            writer.write(version)
            writer.write(pid)
            writer.write(UInt16(KeeperProtocol.entryByteCount))
            writer.write(UInt32(truncatingIfNeeded: sessions.count))
            for session in sessions { session.encode(into: &writer) }
        case .spawned(let session, let pid, let start):
            writer.write(session)
            writer.write(start)
            writer.write(pid)
        case .failed(let session, let errno, let stage):
            writer.write(session)
            writer.write(errno)
            writer.write(stage)
        case .master(let session):
            writer.write(session)
        case .exited(let session, let status):
            let wire = status.wire
            writer.write(session)
            writer.write(wire.code)
            writer.write(wire.state)
        }
        return writer.bytes
    }

    /// Nil for a kind that is unknown, and for a body that is too short.
    package init?(kind: UInt16, body: ArraySlice<UInt8>) {
        var reader = ByteReader(body)
        guard let kind = KeeperProtocol.Kind(rawValue: kind) else { return nil }
        if kind == .keeperHello {
            self.init(helloFrom: &reader)
            return
        }
        guard let session = reader.integer(UInt64.self) else { return nil }
        switch kind {
        case .spawned:
            guard let start = reader.integer(UInt64.self), let pid = reader.integer(Int32.self) else {
                return nil
            }
            self = .spawned(session: session, pid: pid, start: start)
        case .failed:
            guard let errno = reader.integer(Int32.self), let stage = reader.integer(UInt8.self) else {
                return nil
            }
            self = .failed(session: session, errno: errno, stage: stage)
        case .master:
            self = .master(session: session)
        case .exited:
            guard let code = reader.integer(Int32.self), let state = reader.integer(UInt8.self) else {
                return nil
            }
            self = .exited(session: session, status: ChildStatus(code: code, state: state))
        default:
            return nil
        }
    }

    private init?(helloFrom reader: inout ByteReader) {
        guard let version = reader.integer(UInt16.self), let pid = reader.integer(Int32.self),
            let entryByteCount = reader.integer(UInt16.self), let count = reader.integer(UInt32.self),
            Int(entryByteCount) >= KeeperProtocol.entryByteCount
        else { return nil }
        var sessions: [KeptSession] = []
        for _ in 0..<count {
            guard let entry = reader.take(Int(entryByteCount)) else { return nil }
            var fields = ByteReader(entry)
            guard let session = KeptSession(from: &fields) else { return nil }
            sessions.append(session)
        }
        self = .hello(version: version, pid: pid, sessions: sessions)
    }
}
