private import FoundationEssentials

/// The executables that make a server.
package struct ServerPrograms: Hashable, Sendable {
    /// Run as `server run`.
    package let server: String
    /// Parent of the server and of all children.
    package let keeper: String

    /// Names them outright.
    package init(server: String, keeper: String) {
        self.server = server
        self.keeper = keeper
    }

    /// This program as the server, with the keeper that lies beside it, else the first in `PATH`.
    ///
    /// - Throws: ``ClientError`` if there is no keeper.
    package static func installed(
        path: String? = ProcessInfo.processInfo.environment["PATH"]
    ) throws(ClientError) -> ServerPrograms {
        guard let server = DaemonProcess.ownExecutable else {
            throw ClientError(
                .notStarted, "start the server", cause: "/proc does not say where this program is",
                advice: "mount /proc")
        }
        let directory = server.lastIndex(of: "/").map { String(server[...$0]) } ?? ""
        let places = [directory] + (path ?? "").split(separator: ":").map { $0 + "/" }
        let keepers = places.map { $0 + "roost-keeper" }
        guard let keeper = keepers.first(where: DaemonProcess.isExecutable) else {
            throw ClientError(
                .notStarted, "start the server",
                cause: "roost-keeper lies neither in \(directory) nor in PATH",
                advice: "install it beside roost")
        }
        return ServerPrograms(server: server, keeper: keeper)
    }
}
