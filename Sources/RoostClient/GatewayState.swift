private import FoundationEssentials
package import RoostIO
package import RoostModel

/// What a gateway that runs tells those who look for it: a file beside the server's socket.
package struct GatewayState: Codable, Hashable, Sendable {
    package var pid: Int32
    /// How addresses at it begin.
    package var url: String
    package var startedAt: Timestamp

    package init(pid: Int32, url: String, startedAt: Timestamp) {
        self.pid = pid
        self.url = url
        self.startedAt = startedAt
    }

    private enum CodingKeys: String, CodingKey {
        case pid, url
        case startedAt = "started_at"
    }

    /// The file.
    ///
    /// - Parameter paths: Whose.
    /// - Returns: A path.
    package static func path(_ paths: Paths) -> String { paths.runtime + "/gateway.json" }

    /// Held by the gateway that runs.
    ///
    /// - Parameter paths: Whose.
    /// - Returns: A path.
    package static func lock(_ paths: Paths) -> String { paths.runtime + "/gateway.lock" }

    /// The gateway that runs; nil when none does.
    ///
    /// One that was killed has left its file, but not its lock.
    ///
    /// - Parameter paths: Whose.
    /// - Returns: What it wrote down.
    package static func running(_ paths: Paths) -> GatewayState? {
        guard Host.exists(lock(paths)), case .some(.none) = try? Files.lock(lock(paths)),
            let bytes = try? Files.readAll(path(paths), maximum: 1 << 16)
        else { return nil }
        return try? JSONDecoder().decode(GatewayState.self, from: Data(bytes))
    }

    /// Writes it down, 0600.
    ///
    /// - Parameter paths: Where.
    /// - Throws: `IOError`.
    package func write(_ paths: Paths) throws(IOError) {
        // Three members of the simplest kinds: they always encode.
        let bytes = (try? JSONEncoder().encode(self)).map { Array($0) } ?? []
        try Files.writeAtomically(bytes, to: Self.path(paths))
    }
}
