import RoostIO
import RoostModel

/// Variables that hold the path of a socket or a file and are another with each log-in (`SSH_AUTH_SOCK`): sessions get
/// the path of a link instead, which follows the client that came last.
///
/// So a shell that was started in the morning reaches the agent of the evening's ssh connection. The links lie in the
/// runtime folder, which only this user can enter.
struct FollowedPaths: Sendable {
    /// Where the links are.
    let folder: String
    /// The names of the variables, which are those of the links.
    let names: [String]

    /// - Parameters:
    ///   - paths: Of the server.
    ///   - names: With blanks between them, as the configuration has them; what is no name of a variable is left out.
    init(_ paths: Paths, names: String) {
        folder = paths.runtime + "/follow"
        self.names = names.split(separator: " ").map(String.init).filter { name in
            name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
        }
    }

    /// Lets the links lead to where a client's variables lead, if something is there.
    ///
    /// A client in a session of this server has the links themselves, and moves none.
    ///
    /// - Throws: ``IOError`` when a link cannot be made; the others may have been.
    func follow(_ environment: [String: String]) throws(IOError) {
        for name in names {
            guard let target = environment[name], target.hasPrefix("/"), !target.hasPrefix(folder + "/"),
                Host.exists(target)
            else { continue }
            try Files.makePrivateDirectory(folder)
            try Files.link(link(name), to: target)
        }
    }

    /// An environment with the links in place of the paths.
    func applied(to environment: [String: String]) -> [String: String] {
        var environment = environment
        for name in names where environment[name]?.hasPrefix("/") == true && Host.exists(link(name)) {
            environment[name] = link(name)
        }
        return environment
    }

    private func link(_ name: String) -> String { folder + "/" + name }
}
