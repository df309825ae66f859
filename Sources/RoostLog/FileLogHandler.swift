package import Logging
package import RoostModel
import Synchronization

/// Writes messages of swift-log to a ``LogFile``.
///
/// All loggers of a process share one level, which can change while it runs.
package struct FileLogHandler: LogHandler {
    /// The level that all handlers of a log have.
    package final class Threshold: Sendable {
        private let mutex: Mutex<Logger.Level>

        package init(_ level: Logger.Level) { mutex = Mutex(level) }

        /// The least severe level that is written.
        package var level: Logger.Level {
            get { mutex.withLock { $0 } }
            set { mutex.withLock { $0 = newValue } }
        }
    }

    package var metadata: Logger.Metadata = [:]
    private let file: LogFile
    private let threshold: Threshold
    private let now: @Sendable () -> Timestamp

    package init(_ file: LogFile, _ threshold: Threshold, now: @escaping @Sendable () -> Timestamp) {
        self.file = file
        self.threshold = threshold
        self.now = now
    }

    /// Of all loggers, whichever is asked.
    package var logLevel: Logger.Level {
        get { threshold.level }
        set { threshold.level = newValue }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
        let cause = event.error.map { ": \($0)" } ?? ""
        file.write(
            LogLine.text("\(event.message)\(cause)", level: event.level, metadata: metadata, at: now()))
    }
}
