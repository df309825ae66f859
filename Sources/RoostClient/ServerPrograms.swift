private import FoundationEssentials

/// The executables that make a server.
package struct ServerPrograms: Hashable, Sendable {
    /// The file name of the server.
    package static let serverName = "roost-server"
    private static let keeperName = "roost-keeper"

    /// Owns sessions, layout and history; absolute.
    package let server: String
    /// Parent of the server and of all children; absolute.
    package let keeper: String

    /// Names them outright.
    package init(server: String, keeper: String) {
        self.server = server
        self.keeper = keeper
    }

    /// The programs that lie beside this one, else the first of each in `PATH`.
    ///
    /// - Throws: ``ClientError`` if one is missing.
    package static func installed(
        path: String? = ProcessInfo.processInfo.environment["PATH"]
    ) throws(ClientError) -> ServerPrograms {
        ServerPrograms(
            server: try find(serverName, path: path, for: "start the server"),
            keeper: try find(keeperName, path: path, for: "start the server"))
    }

    /// The program of a name that lies beside this one, else the first in `PATH`.
    static func find(_ name: String, path: String?, for action: String) throws(ClientError) -> String {
        guard let own = DaemonProcess.ownExecutable else {
            throw ClientError(
                .notStarted, action, cause: "/proc does not say where this program is", advice: "mount /proc")
        }
        let directory = Self.directory(of: own)
        let places = [directory] + (path ?? "").split(separator: ":").map { $0 + "/" }
        if let found = places.map({ $0 + name }).first(where: DaemonProcess.isExecutable) { return found }
        throw ClientError(
            .notStarted, action, cause: "\(name) lies neither in \(directory) nor in PATH",
            advice: "install it beside roost")
    }

    /// The server that belongs to a program: the one beside it, else the program itself, which is a server or a
    /// `roost` from before there were two.
    package static func server(besides program: String) -> String {
        let beside = directory(of: program) + serverName
        return DaemonProcess.isExecutable(beside) ? beside : program
    }

    /// With the slash at its end.
    private static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
