import Logging
import RoostConfig
import RoostIO
import RoostLog
import RoostModel

/// The server's log: never a secret, never what a program printed.
///
/// A message says in its metadata which `session`, `task` or `client` it is about.
enum Log {
    private static let threshold = FileLogHandler.Threshold(.info)

    /// For what concerns neither a session nor a client.
    static let server = Logger(label: "server")

    /// Sends the log to `log/server.log`; once in a process, before the first message.
    static func start(_ paths: Paths) {
        let file = LogFile(path: paths.log + "/server.log")
        LoggingSystem.bootstrap { _ in FileLogHandler(file, threshold) { .now } }
    }

    /// Leaves out what is less severe, from now on.
    static func setLevel(_ level: LogLevel) {
        threshold.level = level.level
    }

    /// For what concerns one session.
    static func session(_ id: SessionID) -> Logger {
        var log = server
        log[metadataKey: "session"] = "\(id)"
        return log
    }

    /// For what concerns one attempt of a print-mode task.
    static func task(_ id: TaskID, attempt: Int) -> Logger {
        var log = server
        log[metadataKey: "task"] = "\(id)"
        log[metadataKey: "attempt"] = "\(attempt)"
        return log
    }

    /// For what concerns one client, a process of this user.
    static func client(_ id: ClientID, pid: Int32) -> Logger {
        var log = server
        log[metadataKey: "client"] = "\(id.rawValue)"
        log[metadataKey: "pid"] = "\(pid)"
        return log
    }
}

extension LogLevel {
    /// The same level of swift-log.
    fileprivate var level: Logger.Level {
        switch self {
        case .trace: .trace
        case .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        case .critical: .critical
        }
    }
}

extension Timestamp {
    /// The wall clock.
    static var now: Timestamp { Timestamp(milliseconds: Host.milliseconds) }
}
