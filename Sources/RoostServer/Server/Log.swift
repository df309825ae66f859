import RoostIO
import RoostModel

/// Lines for `log/keeper.log`: the keeper gives the server its log as standard error.
enum Log {
    /// Writes one line with the time; never a secret, never what a program printed.
    static func write(_ text: String) {
        Host.writeError(Array("\(Timestamp.now) \(text)\n".utf8))
    }
}

extension Timestamp {
    /// The wall clock.
    static var now: Timestamp { Timestamp(milliseconds: Host.milliseconds) }
}
