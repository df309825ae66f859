private import Glibc
import RoostKeeperProtocol

/// Pokes: anybody of our user may ask for a server, or how things stand.
extension Keeper {
    private static let mostPokes = 16
    private static let pokeMilliseconds: UInt64 = 5000

    func acceptPokes() {
        while true {
            let connection = System.accept(from: listener)
            if connection == -EPERM || connection == -ECONNABORTED { continue }
            guard connection >= 0 else { return }
            guard pokes.count < Self.mostPokes, poller.add(connection, as: .poke) else {
                _ = close(connection)
                continue
            }
            pokes[connection] = now + Self.pokeMilliseconds
        }
    }

    func answerPoke(_ connection: Int32) {
        guard pokes[connection] != nil, let byte = System.readByte(from: connection) else { return }
        if byte == KeeperProtocol.poke {
            switch server {
            case .waiting, .stopped, .failed:
                // Whoever waits for a new version must not keep the one before from coming back.
                if previousServer == nil { policy.poked() }
                startServer()
            case .running, .ending, .foreign: break
            }
        }
        if byte == KeeperProtocol.poke || byte == KeeperProtocol.ask { System.write(state, to: connection) }
        closePoke(connection)
    }

    func closePoke(_ connection: Int32) {
        pokes[connection] = nil
        poller.remove(connection)
        _ = close(connection)
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
