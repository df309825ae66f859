import Glibc
import RoostKeeperProtocol

/// Why one more session cannot be started when something has run out, and what helps: in words.
enum StartShortage {
    /// Nil when nothing has run out.
    ///
    /// - Parameters:
    ///   - errno: What the kernel or the keeper said.
    ///   - stage: At which step.
    ///   - limit: How many descriptors a process may have here.
    /// - Returns: The cause, and what helps against it.
    static func advice(
        _ errno: Int32, stage: KeeperProtocol.Stage, limit: Int
    ) -> (cause: String, advice: String)? {
        switch (errno, stage) {
        case (EMFILE, _):
            (
                "out of file descriptors (limit \(limit))",
                "end sessions, or raise ulimit -Hn and start roost anew"
            )
        case (ENFILE, _): ("the machine has too many files open", "see sysctl fs.file-max")
        case (ENOSPC, .terminal), (EAGAIN, .terminal), (EIO, .terminal):
            ("there are no more pseudoterminals", "end sessions, or raise sysctl kernel.pty.max")
        case (EAGAIN, _): ("there may be no more processes", "end some, or raise ulimit -u")
        case (ENOMEM, _): ("there is no memory left", "end some programs")
        default: nil
        }
    }

    /// Why no further client is let in.
    static func noClient(limit: Int) -> String {
        "the server is out of file descriptors (limit \(limit)): end sessions or detach clients,"
            + " or raise ulimit -Hn and start roost anew"
    }
}
