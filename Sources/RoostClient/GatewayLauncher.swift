private import CPosix
private import Glibc
private import RoostIO
package import RoostModel

/// Starts and ends the gateway.
package enum GatewayLauncher {
    /// The file name of the gateway.
    package static let programName = "roost-gateway"
    private static let patience: Duration = .seconds(10)

    /// The program beside this one, else the first in `PATH`.
    ///
    /// - Parameter path: The value of `PATH`.
    /// - Returns: A path.
    /// - Throws: ``ClientError`` if there is none.
    package static func program(path: String?) throws(ClientError) -> String {
        try ServerPrograms.find(programName, path: path, for: "start the gateway")
    }

    /// Starts a gateway that outlives this process, and waits until clients can connect.
    ///
    /// - Parameters:
    ///   - paths: Whose.
    ///   - arguments: More words for it.
    ///   - path: The value of `PATH`.
    /// - Returns: How addresses at it begin.
    /// - Throws: ``ClientError`` with what it said, when it ended instead.
    package static func start(paths: Paths, arguments: [String], path: String?) throws(ClientError) -> String
    {
        let program = try program(path: path)
        try ServerLauncher.prepareDirectories(paths)
        let ours: Int32
        let theirs: Int32
        do throws(IOError) {
            (ours, theirs) = try UnixSocket.pair().take()
        } catch {
            throw failure("\(error)", "see roost doctor")
        }
        let ready = Descriptor(ours)
        let log = paths.log + "/gateway.out"
        try DaemonProcess.spawn(
            program, [programName, "--ready-fd", "3"] + arguments, log: log, passing: Descriptor(theirs))
        let deadline = Deadline(after: patience)
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while line.last != UInt8(ascii: "\n") {
            guard deadline.wait(for: ready.raw) else {
                throw failure("it takes longer than 10 s", "see roost gateway log")
            }
            guard let count = try? UnixSocket.read(from: ready.raw, into: &buffer), count > 0 else {
                throw failure(said(log), "see roost gateway log")
            }
            line += buffer[..<count]
        }
        return String(decoding: line.dropLast(), as: UTF8.self)
    }

    /// The last line that it wrote, without what is said here as well.
    private static func said(_ log: String) -> String {
        let bytes = (try? Files.readAll(log)) ?? []
        let last = String(decoding: bytes.suffix(2000), as: UTF8.self).split(whereSeparator: \.isNewline).last
        guard let last else { return "it ended at once" }
        for start in ["roost-gateway: cannot start the gateway: ", "roost-gateway: "]
        where last.hasPrefix(start) {
            return String(last.dropFirst(start.count))
        }
        return String(last)
    }

    /// Ends the gateway that runs, in good order, and waits until it has gone.
    ///
    /// - Parameter paths: Whose.
    /// - Returns: False when none runs.
    /// - Throws: ``ClientError`` when it does not end.
    package static func stop(paths: Paths) throws(ClientError) -> Bool {
        guard let state = GatewayState.running(paths) else { return false }
        let handle = roost_pidfd_open(state.pid)
        // It ends by itself at this moment.
        guard handle >= 0 else { return true }
        let end = Descriptor(handle)
        guard kill(state.pid, SIGTERM) == 0 || errno == ESRCH else {
            throw ClientError(
                .refused, "stop the gateway", cause: "process \(state.pid) takes no signal",
                advice: "see roost gateway status")
        }
        guard Deadline(after: patience).wait(for: end.raw) else {
            throw ClientError(
                .timedOut, "stop the gateway", cause: "process \(state.pid) does not end",
                advice: "kill -9 \(state.pid) ends it, and nothing is lost")
        }
        return true
    }

    private static func failure(_ cause: String, _ advice: String) -> ClientError {
        ClientError(.notStarted, "start the gateway", cause: cause, advice: advice)
    }
}
