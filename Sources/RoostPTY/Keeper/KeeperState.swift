private import Glibc
private import RoostIO
private import RoostKeeperProtocol

/// What a running keeper says of itself to anybody of its user.
package struct KeeperState: Hashable, Sendable {
    /// Whether there is a server.
    package enum Server: String, Hashable, Sendable {
        case running
        /// It is being started again.
        case waiting
        /// It stopped on purpose.
        case stopped
        /// It died too often.
        case failed
    }

    /// The version of the protocol.
    package let version: Int
    package let keeper: Int32
    /// The server's pid; nil when there is none, or when the keeper did not start it.
    package let serverPID: Int32?
    package let sessionCount: Int
    package let server: Server

    /// Reads the line that answers a poke; nil for anything else.
    package init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count >= 9, words[0] == "roost-keeper", words[2] == "pid", words[4] == "server",
            words[6] == "sessions", let version = Int(words[1]), let keeper = Int32(words[3]),
            let serverPID = Int32(words[5]), let sessionCount = Int(words[7]),
            let server = Server(rawValue: String(words[8]))
        else { return nil }
        self.version = version
        self.keeper = keeper
        self.serverPID = serverPID > 0 ? serverPID : nil
        self.sessionCount = sessionCount
        self.server = server
    }

    /// Asks the keeper of a runtime directory, and lets it start a server if `startingServer` and none runs.
    ///
    /// Blocks the thread, at most `timeout`.
    ///
    /// - Throws: ``PTYError`` with ENOENT or ECONNREFUSED when no keeper runs.
    package static func ask(
        home: String, startingServer: Bool, timeout: Duration = .seconds(1)
    ) throws(PTYError) -> KeeperState {
        let path = "\(home)/\(KeeperProtocol.socketName)"
        let deadline = ContinuousClock.now + timeout
        do throws(IOError) {
            let connection = try UnixSocket.connect(to: path)
            let first = startingServer ? KeeperProtocol.poke : KeeperProtocol.ask
            _ = try UnixSocket.send([first], descriptors: [], to: connection.raw)
            var line: [UInt8] = []
            while line.count < 1024, let byte = KeeperLauncher.byte(from: connection, until: deadline),
                byte != 0
            {
                line.append(byte)
            }
            guard let state = KeeperState(line: String(decoding: line, as: UTF8.self)) else {
                throw IOError(.connect(path: path), errno: line.isEmpty ? ETIMEDOUT : EPROTO)
            }
            return state
        } catch {
            throw PTYError(.pokeKeeper(socket: path), errno: error.errno)
        }
    }
}
