import RoostIO
import RoostModel

/// Variables that are others with each log-in (`SSH_AUTH_SOCK`, `DISPLAY`): sessions have those of the client that came
/// last.
///
/// The path of a socket or a file is given as that of a link, which follows the client: a shell that was started in
/// the morning reaches the agent of the evening's ssh connection. The links lie in the runtime folder, which only this
/// user can enter. Any other value cannot change in a program that runs; whoever starts a session from within one has
/// it from long ago, so the session gets that of the last client instead (tmux's `update-environment`).
struct FollowedVariables: Sendable {
    /// Where the links are.
    let folder: String
    /// What programs in sessions of this server have as `ROOST_SOCKET`.
    let socket: String
    /// The names of the variables, which are those of the links.
    let names: [String]

    /// - Parameters:
    ///   - paths: Of the server.
    ///   - names: With blanks between them, as the configuration has them; what is no name of a variable is left out.
    init(_ paths: Paths, names: String) {
        folder = paths.runtime + "/follow"
        socket = paths.socket
        self.names = names.split(separator: " ").map(String.init).filter { name in
            name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
        }
    }

    /// Lets the links lead to where a client's variables lead, if something is there.
    ///
    /// A client in a session of this server has the links themselves, and moves none.
    ///
    /// - Returns: The variables for ``applied(to:last:)`` from now on; nil for a client in a session, which knows
    ///   nothing new.
    /// - Throws: ``IOError`` when a link cannot be made; the others may have been.
    func follow(_ environment: [String: String]) throws(IOError) -> [String: String]? {
        for name in names {
            guard let target = environment[name], target.hasPrefix("/"), !target.hasPrefix(folder + "/"),
                Host.exists(target)
            else { continue }
            try Files.makePrivateDirectory(folder)
            try Files.link(link(name), to: target)
        }
        return isInside(environment) ? nil : environment.filter { names.contains($0.key) }
    }

    /// An environment with the links in place of the paths, and the values of the last client in place of those that
    /// a session has kept.
    ///
    /// - Parameters:
    ///   - environment: Of whoever starts a session.
    ///   - last: What ``follow(_:)`` gave for the last client; nil before the first. What it lacks is taken away.
    /// - Returns: The environment for the session.
    func applied(to environment: [String: String], last: [String: String]?) -> [String: String] {
        var environment = environment
        let isInside = isInside(environment)
        for name in names {
            var value = environment[name]
            if isInside, let last, value?.hasPrefix("/") != true { value = last[name] }
            if value?.hasPrefix("/") == true, Host.exists(link(name)) { value = link(name) }
            environment[name] = value
        }
        return environment
    }

    private func isInside(_ environment: [String: String]) -> Bool { environment["ROOST_SOCKET"] == socket }

    private func link(_ name: String) -> String { folder + "/" + name }
}
