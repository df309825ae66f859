private import RoostIO
private import RoostKeeperProtocol
package import RoostModel

/// Asks the keeper how it is, without starting anything.
package enum KeeperProbe {
    /// The keeper's own line about itself, its server and its sessions; nil if none runs.
    ///
    /// Takes at most a second; a keeper that is silent answers with an empty line.
    package static func ask(paths: Paths) -> String? {
        guard let keeper = try? UnixSocket.connect(to: "\(paths.runtime)/\(KeeperProtocol.socketName)"),
            (try? UnixSocket.send([KeeperProtocol.ask], to: keeper.raw)) == 1
        else { return nil }
        let deadline = Deadline(after: .seconds(1))
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while line.count < 4096, deadline.wait(for: keeper.raw) {
            guard let count = try? UnixSocket.read(from: keeper.raw, into: &buffer), count > 0 else { break }
            line += buffer[..<count]
        }
        return String(decoding: line.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
