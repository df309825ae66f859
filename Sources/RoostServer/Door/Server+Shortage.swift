import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostWire

// What happens when the process or the machine has run out of something.
extension Server {
    /// The next try after connections had to wait.
    private static let acceptPause = Duration.milliseconds(250)

    /// A descriptor in reserve: with it the next client can be told why it is not let in.
    func keepSpare() {
        if spare == nil { spare = SpareDescriptor.open() }
    }

    /// Connections wait and cannot be taken: says so to each, and rests for a moment instead of asking for ever.
    func refuseClients(_ listener: Int32, because error: IOError) {
        let text =
            "the server cannot open more files (\(Host.message(for: error.errno))):"
            + " end sessions or raise ulimit -Hn, then roost server stop"
        if shortage == nil { Log.write(text) }
        shortage = text
        for _ in 0..<16 {
            spare = nil
            guard let client = (try? UnixSocket.accept(listener)) ?? nil else { break }
            if let frame = Self.frame(.goodbye, Goodbye.refused(text)) {
                _ = try? UnixSocket.send(frame.encoded, to: client.raw)
            }
            _ = consume client
            keepSpare()
        }
        keepSpare()
        listenerWatch?.update([])
        _ = loop.schedule(after: Self.acceptPause) { [weak self] in
            self?.assumeIsolated { server in
                guard !server.isStopping else { return }
                server.listenerWatch?.update(.readable)
            }
        }
        for workspace in workspaces { layoutChanged(workspace.name) }
    }

    /// A client was let in, so there is room again.
    func endShortage() {
        guard shortage != nil else { return }
        shortage = nil
        for workspace in workspaces { layoutChanged(workspace.name) }
    }

    /// Why one more session cannot be started, and what helps: in words, whatever ran out.
    static func shortageAdvice(_ errno: Int32, stage: KeeperProtocol.Stage) -> (
        cause: String, advice: String
    )? {
        switch (errno, stage) {
        case (EMFILE, _):
            ("the server or its keeper has too many files open", "end sessions, or raise ulimit -Hn")
        case (ENFILE, _): ("the machine has too many files open", "see sysctl fs.file-max")
        case (ENOSPC, .terminal), (EAGAIN, .terminal), (EIO, .terminal):
            ("there are no more pseudoterminals", "end sessions, or raise sysctl kernel.pty.max")
        case (EAGAIN, _): ("there may be no more processes", "end some, or raise ulimit -u")
        case (ENOMEM, _): ("there is no memory left", "end some programs")
        default: nil
        }
    }
}
