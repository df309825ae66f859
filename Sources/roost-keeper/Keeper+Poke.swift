private import Glibc
import RoostKeeperProtocol

/// The connections that were not answered yet.
struct Pokes {
    /// Until when each has to say what it wants, in milliseconds.
    var deadlines: [Int32: UInt64] = [:]
    /// When connections are taken again; nil while they are.
    var wakeUp: UInt64?

    /// When something is due.
    var nextDeadline: UInt64? { [deadlines.values.min(), wakeUp].compactMap(\.self).min() }
}

/// Pokes: anybody of our user may ask for a server, or how things stand.
extension Keeper {
    private static let mostPokes = 16
    private static let pokeMilliseconds: UInt64 = 5000
    private static let listenerRestMilliseconds: UInt64 = 1000

    /// Takes the connections that wait.
    ///
    /// One that cannot be taken would make the listener readable for ever: it rests then, for a while or until a
    /// descriptor was closed.
    func acceptPokes() {
        while true {
            let connection = System.accept(from: listener)
            if connection == -EPERM || connection == -ECONNABORTED { continue }
            guard connection != -EAGAIN else { return }
            guard connection >= 0 else {
                System.log("cannot take a connection: \(System.message(of: -connection))")
                return restListener()
            }
            let reserve = DescriptorReserve.server
            guard pokes.deadlines.count < Self.mostPokes, System.descriptorsLeft(reserve) == reserve,
                poller.add(connection, as: .poke)
            else {
                _ = close(connection)
                continue
            }
            pokes.deadlines[connection] = now + Self.pokeMilliseconds
        }
    }

    private func restListener() {
        poller.change(listener, as: .pokeListener, readable: false, writable: false)
        pokes.wakeUp = now + Self.listenerRestMilliseconds
    }

    /// A descriptor was closed, or the time is over.
    func wakeListener() {
        guard pokes.wakeUp != nil else { return }
        pokes.wakeUp = nil
        poller.change(listener, as: .pokeListener, readable: true, writable: false)
    }

    func answerPoke(_ connection: Int32) {
        guard pokes.deadlines[connection] != nil, let byte = System.readByte(from: connection) else { return }
        if byte == KeeperProtocol.poke {
            switch server {
            case .waiting, .stopped, .failed:
                // Whoever waits for a new version must not keep the one before from coming back.
                if !succession.isOnTrial { policy.poked() }
                startServer()
            case .running, .ending, .foreign: break
            }
        }
        if byte == KeeperProtocol.poke || byte == KeeperProtocol.ask { System.write(state, to: connection) }
        closePoke(connection)
    }

    func closePoke(_ connection: Int32) {
        pokes.deadlines[connection] = nil
        poller.remove(connection)
        _ = close(connection)
        wakeListener()
    }

    private var state: String {
        let name =
            switch server {
            case .running, .foreign: "running"
            case .ending, .waiting: "waiting"
            case .stopped: "stopped"
            case .failed: "failed"
            }
        var pid: Int32 = 0
        if case .running(let server, _) = server { pid = server }
        return "roost-keeper \(KeeperProtocol.version) pid \(getpid()) server \(pid) "
            + "sessions \(sessions.count) \(name)\n"
    }
}
