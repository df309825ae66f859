import Glibc
import RoostIO

/// The server that tests let a keeper start; the first argument says what it is.
///
/// - `relay SOCKET`: hands its keeper connection to the test that listens at SOCKET, and does as the test says.
/// - `deaf`: closes its keeper connection and goes on.
/// - `journal FOLDER LINES`: journals a child that prints numbers, as a server does; meant to be killed.
@main enum KeeperTestServer {
    static func main() throws {
        var options = Options(CommandLine.arguments)
        switch options.words.first {
        case "relay" where options.words.count == 2:
            try relay(to: options.words[1], keeper: options.keeper, ready: &options.ready)
        case "deaf":
            close(options.keeper)
            // Nobody else ends it when its keeper is gone.
            alarm(30)
            while true { pause() }
        case "journal" where options.words.count == 3:
            var server = JournallingServer(
                folder: options.words[1], lines: options.words[2], keeper: options.keeper)
            try server.run()
        default: exit(2)
        }
    }

    private struct Options {
        var words: [String] = []
        var keeper: Int32 = 3
        var ready: Int32?

        init(_ arguments: [String]) {
            var rest = arguments.dropFirst().makeIterator()
            while let word = rest.next() {
                switch word {
                case "--keeper-fd": keeper = rest.next().flatMap { Int32($0) } ?? 3
                case "--ready-fd": ready = rest.next().flatMap { Int32($0) }
                default: words.append(word)
                }
            }
        }
    }

    /// The test sends one byte, the status to exit with, or closes the connection: then it is 1.
    private static func relay(to path: String, keeper: Int32, ready: inout Int32?) throws {
        let control = try UnixSocket.connect(to: path)
        try control.setNonBlocking(false)
        _ = try UnixSocket.send(Array("\(getpid())\n".utf8), descriptors: [keeper], to: control.raw)
        if let ready { _ = try UnixSocket.send([UInt8(ascii: "s")], to: ready) }
        var buffer: [UInt8] = [0]
        let count = try UnixSocket.read(from: control.raw, into: &buffer)
        exit(count == 1 ? Int32(buffer[0]) : 1)
    }
}
