/// How severe a message of the log is; the least severe first (the levels of swift-log).
package enum LogLevel: String, CaseIterable, Hashable, Sendable {
    case trace, debug, info, notice, warning, error, critical
}
