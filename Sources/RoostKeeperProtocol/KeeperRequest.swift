/// What the server asks of the keeper; the bytes are described at ``KeeperProtocol``.
///
/// A descriptor that belongs to a message travels beside it.
package enum KeeperRequest: Hashable, Sendable {
    case hello(version: UInt16)
    case spawn(SpawnRequest)
    case take(session: UInt64)
    /// Comes with the descriptor of the segment that is in use now.
    case journal(session: UInt64)
    case signal(session: UInt64, number: Int32, toGroup: Bool)
    /// The pid says which child ended, since another may have followed it; 0: whichever there is.
    case stored(session: UInt64, pid: Int32)
    case swap(path: [UInt8], arguments: [[UInt8]])
    case shutdown
    /// Comes with the descriptor of the master.
    case adopt(session: UInt64, pid: Int32, start: UInt64)
    case rest
    case reopen
    case run(RunRequest)

    /// Its number on the wire.
    package var kind: KeeperProtocol.Kind {
        switch self {
        case .hello: .serverHello
        case .spawn: .spawn
        case .take: .take
        case .journal: .journal
        case .signal: .signal
        case .stored: .stored
        case .swap: .swap
        case .shutdown: .shutdown
        case .adopt: .adopt
        case .rest: .rest
        case .reopen: .reopen
        case .run: .run
        }
    }

    /// The body of its frame.
    package var body: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .hello(let version):
            writer.write(version)
        case .spawn(let request):
            request.encode(into: &writer)
        case .run(let request):
            request.encode(into: &writer)
        case .take(let session), .journal(let session):
            writer.write(session)
        case .stored(let session, let pid):
            writer.write(session)
            writer.write(pid)
        case .signal(let session, let number, let toGroup):
            writer.write(session)
            writer.write(number)
            writer.write(UInt8(toGroup ? 1 : 0))
        case .swap(let path, let arguments):
            writer.write(string: path)
            writer.write(list: arguments)
        case .shutdown, .rest, .reopen:
            break
        case .adopt(let session, let pid, let start):
            writer.write(session)
            writer.write(pid)
            writer.write(start)
        }
        return writer.bytes
    }

    /// Nil for a kind that is unknown, and for a body that is too short.
    package init?(kind: UInt16, body: ArraySlice<UInt8>) {
        var reader = ByteReader(body)
        guard let kind = KeeperProtocol.Kind(rawValue: kind) else { return nil }
        switch kind {
        case .shutdown:
            self = .shutdown
            return
        case .rest:
            self = .rest
            return
        case .reopen:
            self = .reopen
            return
        case .serverHello:
            guard let version = reader.integer(UInt16.self) else { return nil }
            self = .hello(version: version)
            return
        case .swap:
            guard let path = reader.string(), let arguments = reader.list() else { return nil }
            self = .swap(path: path, arguments: arguments)
            return
        default: break
        }
        guard let session = reader.integer(UInt64.self) else { return nil }
        switch kind {
        case .spawn:
            guard let request = SpawnRequest(session: session, from: &reader) else { return nil }
            self = .spawn(request)
        case .run:
            guard let request = RunRequest(output: session, from: &reader) else { return nil }
            self = .run(request)
        case .take:
            self = .take(session: session)
        case .journal:
            self = .journal(session: session)
        case .stored:
            guard let pid = reader.integer(Int32.self) else { return nil }
            self = .stored(session: session, pid: pid)
        case .signal:
            guard let number = reader.integer(Int32.self), let group = reader.integer(UInt8.self) else {
                return nil
            }
            self = .signal(session: session, number: number, toGroup: group != 0)
        case .adopt:
            guard let pid = reader.integer(Int32.self), let start = reader.integer(UInt64.self) else {
                return nil
            }
            self = .adopt(session: session, pid: pid, start: start)
        default:
            return nil
        }
    }
}
