private import Glibc
import RoostIO

/// The way to the server's socket, with the reasons why there may be none.
enum ServerSocket {
    /// Connects; waits only while too many others wait to be accepted.
    ///
    /// - Throws: ``ClientError``: nobody listens, not ours, or too many until the deadline.
    static func connect(to path: String, until deadline: Deadline) throws(ClientError) -> Descriptor {
        do throws(IOError) {
            return try UnixSocket.connect(to: path, patience: deadline.milliseconds)
        } catch {
            throw explain(error, path)
        }
    }

    /// Somebody listens there and is of this user.
    static func isAlive(_ path: String) -> Bool {
        do throws(IOError) {
            _ = try UnixSocket.connect(to: path)
            return true
        } catch {
            return error.errno == EAGAIN
        }
    }

    /// Says in words for a person why a connection failed.
    static func explain(_ error: IOError, _ path: String) -> ClientError {
        switch error.errno {
        case ENOENT, ECONNREFUSED, ENOTDIR:
            ClientError(
                .noServer, "reach the server", cause: "none is running", advice: "roost new starts one")
        case EACCES, EPERM:
            ClientError(
                .untrusted, "reach the server", cause: "another user owns \(path)",
                advice: "check XDG_RUNTIME_DIR and ROOST_HOME")
        case EAGAIN:
            ClientError(
                .timedOut, "reach the server", cause: "it accepts no connections", advice: "see roost doctor")
        default:
            ClientError(.noServer, "reach the server", cause: "\(error)", advice: "see roost doctor")
        }
    }
}
