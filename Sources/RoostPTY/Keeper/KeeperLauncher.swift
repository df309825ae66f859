private import Glibc
package import RoostIO
private import RoostKeeperProtocol

/// Starts keepers: for a client that finds none, and for a server whose keeper died.
package struct KeeperLauncher: Hashable, Sendable {
    /// How a launch went.
    package enum Outcome: Hashable, Sendable {
        /// The keeper runs, and its server says that it takes clients.
        case ready
        /// The keeper runs; its server died or said nothing yet.
        case keeping
        /// Another keeper runs already.
        case alreadyRunning
    }

    /// The keeper's executable; all paths are absolute.
    package var executable: String
    /// The runtime directory: its lock, its socket.
    package var home: String
    /// The server's executable.
    package var server: String
    package var serverArguments: [String]
    /// Where keeper and server write what goes wrong; nil: nowhere.
    package var log: String?

    /// Describes a keeper; nothing is started.
    package init(
        executable: String, home: String, server: String, serverArguments: [String], log: String?
    ) {
        self.executable = executable
        self.home = home
        self.server = server
        self.serverArguments = serverArguments
        self.log = log
    }

    /// Starts a keeper as a daemon and waits until its server is ready.
    ///
    /// Blocks the thread, which is for clients: at most `timeout` in all.
    package func launch(timeout: Duration) throws(PTYError) -> Outcome {
        let pair: (first: Int32, second: Int32)
        do throws(IOError) {
            pair = try UnixSocket.pair().take()
        } catch {
            throw failure(error.errno)
        }
        let ready = Descriptor(pair.first)
        try start(passing: Descriptor(pair.second), as: "--ready-fd")
        let deadline = ContinuousClock.now + timeout
        var outcome: Outcome?
        while true {
            guard let byte = Self.byte(from: ready, until: deadline) else {
                guard let outcome else { throw failure(ETIMEDOUT) }
                return outcome
            }
            if outcome != nil { return byte == 0 ? .keeping : .ready }
            switch byte {
            case KeeperProtocol.readyKeeping: outcome = .keeping
            case KeeperProtocol.readyHeld: return .alreadyRunning
            // Its log says why.
            default: throw failure(ECHILD)
            }
        }
    }

    /// Starts a keeper for this server, whose own has died.
    ///
    /// - Returns: The connection, for ``KeeperConnection/init(_:loop:handler:)``; then adopt every session.
    package func adopt() throws(PTYError) -> Descriptor {
        let pair: (first: Int32, second: Int32)
        do throws(IOError) {
            pair = try UnixSocket.pair().take()
        } catch {
            throw failure(error.errno)
        }
        let connection = Descriptor(pair.first)
        try start(passing: Descriptor(pair.second), as: "--adopt-fd")
        return connection
    }

    private func start(passing descriptor: consuming Descriptor, as option: String) throws(PTYError) {
        var arguments = [executable, "--home", home, "--server", server]
        for argument in serverArguments { arguments += ["--server-arg", argument] }
        if let log { arguments += ["--log", log] }
        arguments += [option, "3"]
        let pid = SystemCall.spawnDaemon(
            executable, arguments: arguments, output: -1, passing: [descriptor.raw])
        guard pid > 0 else { throw failure(-pid) }
        // The keeper leaves this process at once, so that it is nobody's zombie later.
        let status = SystemCall.wait(for: pid)
        guard status == 0 else { throw failure(status < 0 ? -status : EINVAL) }
    }

    private func failure(_ errno: Int32) -> PTYError {
        PTYError(.launchKeeper(executable: executable), errno: errno)
    }

    /// Nil when the time is over, 0 at the end.
    static func byte(from descriptor: borrowing Descriptor, until deadline: ContinuousClock.Instant) -> UInt8?
    {
        while true {
            let rest = (deadline - .now).components
            let milliseconds = max(rest.seconds, 0) * 1000 + max(rest.attoseconds, 0) / 1_000_000_000_000_000
            guard SystemCall.waitUntilReadable(descriptor.raw, milliseconds: Int32(clamping: milliseconds))
            else {
                guard deadline > .now else { return nil }
                continue
            }
            var buffer: [UInt8] = [0]
            do throws(IOError) {
                guard let count = try UnixSocket.read(from: descriptor.raw, into: &buffer) else { continue }
                return count == 0 ? 0 : buffer[0]
            } catch {
                return 0
            }
        }
    }
}
