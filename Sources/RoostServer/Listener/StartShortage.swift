import Glibc
import RoostKeeperProtocol

/// Why one more session cannot be started when something has run out, and what helps: in words.
enum StartShortage {
    /// Nil when nothing has run out.
    static func advice(_ errno: Int32, stage: KeeperProtocol.Stage) -> (cause: String, advice: String)? {
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
