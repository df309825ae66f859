private import Glibc
private import RoostIO
private import RoostKeeperProtocol
package import RoostModel

/// Starts keeper and server when none runs.
package enum ServerLauncher {
    /// How long a start may take.
    private static let patience: Duration = .seconds(5)

    /// Makes sure that somebody listens at the server's socket.
    ///
    /// Of many callers at once one starts; the others wait for its server. Does nothing if one runs.
    ///
    /// - Throws: ``ClientError``: a directory is not ours alone, the keeper is not installed, or the server did
    ///   not come up within 5 s, with the last line of its log.
    package static func ensureRunning(paths: Paths) throws(ClientError) {
        guard !ServerSocket.isAlive(paths.socket) else { return }
        try prepareDirectories(paths)
        try ensureRunning(paths: paths, programs: try ServerPrograms.installed())
    }

    /// Does the same with given executables.
    package static func ensureRunning(paths: Paths, programs: ServerPrograms) throws(ClientError) {
        guard !ServerSocket.isAlive(paths.socket) else { return }
        try prepareDirectories(paths)
        let deadline = Deadline(after: patience)
        var arrival = ServerArrival(paths: paths)
        while !ServerSocket.isAlive(paths.socket) {
            if let lock = try startLock(paths) {
                // Whoever had the lock before may have started one.
                if !ServerSocket.isAlive(paths.socket) { try start(paths, programs, until: deadline) }
                _ = consume lock
                return
            }
            guard !deadline.isPast else { throw failure("another start takes too long", paths) }
            arrival.wait()
        }
    }

    /// Makes the directories of the server, 0700, or says what is wrong with one that is there.
    package static func prepareDirectories(_ paths: Paths) throws(ClientError) {
        for path in [paths.config, paths.state, paths.runtime, paths.log] {
            do throws(IOError) {
                try Files.makePrivateDirectory(path)
            } catch {
                throw explain(error, path)
            }
        }
    }

    private static func explain(_ error: IOError, _ path: String) -> ClientError {
        guard case .trustDirectory(_, let owner, let mode) = error.operation else {
            return ClientError(
                .untrusted, "use the directory \(path)", cause: "\(error)", advice: "see ROOST_HOME and XDG_*"
            )
        }
        let own = owner == geteuid()
        return ClientError(
            .untrusted, "use the directory \(path)",
            cause: own ? "others may write to it (mode \(String(mode, radix: 8)))" : "user \(owner) owns it",
            advice: own ? "chmod 700 \(path)" : "see ROOST_HOME and XDG_RUNTIME_DIR")
    }

    private static func startLock(_ paths: Paths) throws(ClientError) -> Descriptor? {
        do throws(IOError) {
            return try Files.lock(paths.runtime + "/start.lock")
        } catch {
            throw ClientError(.notStarted, "start the server", cause: "\(error)")
        }
    }
}

// MARK: - One start

extension ServerLauncher {
    private static func start(
        _ paths: Paths, _ programs: ServerPrograms, until deadline: Deadline
    ) throws(ClientError) {
        var isAlive = false
        while !isAlive {
            // A keeper that lives has the sessions, so its server is the one to have.
            isAlive =
                pokeKeeper(paths)
                ? try awaitSocket(paths, until: deadline)
                : try startKeeper(paths, programs, until: deadline)
        }
    }

    /// - Returns: False when another keeper has to be poked once more.
    private static func startKeeper(
        _ paths: Paths, _ programs: ServerPrograms, until deadline: Deadline
    ) throws(ClientError) -> Bool {
        let (ours, theirs) = try readyPipe()
        let ready = Descriptor(ours)
        try spawnKeeper(paths, programs, passing: Descriptor(theirs))
        return try awaitReady(ready, paths, until: deadline)
    }

    /// Asks a keeper that runs to start its server; false if none runs.
    private static func pokeKeeper(_ paths: Paths) -> Bool {
        guard let keeper = try? UnixSocket.connect(to: "\(paths.runtime)/\(KeeperProtocol.socketName)"),
            let sent = try? UnixSocket.send([KeeperProtocol.poke], to: keeper.raw)
        else { return false }
        return sent == 1
    }

    private static func readyPipe() throws(ClientError) -> (first: Int32, second: Int32) {
        do throws(IOError) {
            return try UnixSocket.pair().take()
        } catch {
            throw ClientError(.notStarted, "start the server", cause: "\(error)")
        }
    }

    private static func spawnKeeper(
        _ paths: Paths, _ programs: ServerPrograms, passing ready: consuming Descriptor
    ) throws(ClientError) {
        let arguments = [
            "roost-keeper", "--home", paths.runtime, "--log", logFile(paths), "--server", programs.server,
            "--ready-fd", "3",
        ]
        try DaemonProcess.spawn(programs.keeper, arguments, log: logFile(paths), passing: ready)
    }

    /// Reads the keeper's byte, and then the server's, which comes when it listens.
    ///
    /// - Returns: False when another keeper has to be poked once more.
    private static func awaitReady(
        _ ready: borrowing Descriptor, _ paths: Paths, until deadline: Deadline
    ) throws(ClientError) -> Bool {
        var seen: [UInt8] = []
        while seen.count < 2 {
            guard deadline.wait(for: ready.raw) else { throw failure("it takes longer than 5 s", paths) }
            guard let byte = readByte(ready), seen + [byte] != [KeeperProtocol.readyFailed] else {
                throw failure("it ended at once", paths)
            }
            seen.append(byte)
            if seen == [KeeperProtocol.readyHeld] { return try awaitSocket(paths, until: deadline) }
        }
        return true
    }

    private static func readByte(_ ready: borrowing Descriptor) -> UInt8? {
        var byte: [UInt8] = [0]
        let count = try? UnixSocket.read(from: ready.raw, into: &byte)
        return count == 1 ? byte[0] : nil
    }

    /// - Returns: False when the keeper has to be poked once more: it is gone, or its server was about to stop when
    ///   it was poked, and has stopped since.
    private static func awaitSocket(_ paths: Paths, until deadline: Deadline) throws(ClientError) -> Bool {
        var arrival = ServerArrival(paths: paths)
        while !ServerSocket.isAlive(paths.socket) {
            guard !deadline.isPast else {
                throw failure("the keeper did not get it to run within 5 s", paths)
            }
            arrival.wait()
            guard !ServerSocket.isAlive(paths.socket) else { break }
            // A keeper that has given up does not try for the rest of the time.
            guard let state = KeeperProbe.ask(paths: paths) else { return false }
            if state.hasSuffix(" failed") { throw failure("it ends as soon as it is started", paths) }
            if state.hasSuffix(" stopped") { return false }
        }
        return true
    }

    private static func logFile(_ paths: Paths) -> String { paths.log + "/keeper.log" }

    /// A failed start with the last line that the server wrote about it; that it ended is known.
    private static func failure(_ cause: String, _ paths: Paths) -> ClientError {
        let log = (try? Files.readAll(logFile(paths))) ?? []
        let last =
            String(decoding: log.suffix(2000), as: UTF8.self)
            .split(whereSeparator: \.isNewline).last { !$0.contains("roost-keeper[") }.map { ": \($0)" } ?? ""
        return ClientError(
            .notStarted, "start the server", cause: cause + last, advice: "see \(logFile(paths))")
    }
}
