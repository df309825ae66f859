import RoostDetect
import RoostModel
import RoostPTY
import RoostTerminal
import RoostWire

// Why a session is believed to do what it does.
extension ScreenWatch {
    /// What there is to see of a session, and what the rules make of it.
    mutating func findings(
        at terminal: borrowing Terminal, of info: SessionInfo, isCommandRunning: Bool?, on descriptor: Int32,
        now: ContinuousClock.Instant, time: Timestamp
    ) -> [Finding] {
        let seen = observation(
            of: terminal, info, isCommandRunning: isCommandRunning, on: descriptor, now: now, at: time)
        var reading = "nobody knows what its program waits for"
        switch seen.reading {
        case .reads: reading = "its program waits for what is typed"
        case .mayRead: reading = "its program waits for several things"
        case .never: reading = "its program waits for nothing that is typed"
        case .shows: reading = "its program shows what others wrote"
        case nil: break
        }
        var found = [
            Finding(.ok, "process", "\(program ?? "unknown") in the foreground: rules of \(seen.provider)"),
            Finding(
                .ok, "terminal",
                (seen.isCooked ? "lines" : "keys") + (seen.isEchoOff ? ", echo off" : "") + "; " + reading),
        ]
        if let isRunning = seen.isCommandRunning {
            found.append(Finding(.ok, "marks", isRunning ? "a command runs" : "the shell is at its prompt"))
        }
        if let state = seen.progressState { found.append(Finding(.ok, "progress", "state \(state)")) }
        if let status = seen.status {
            let words = [status.state.rawValue, status.kind?.rawValue, status.message.firstLine]
            found.append(
                Finding(
                    .ok, "status",
                    words.compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: ", ")))
        }
        return found
            + matches(seen).map {
                Finding(
                    .ok, $0.place,
                    "\($0.meaning), by rule \"\($0.rule)\" with \($0.pattern.debugDescription): \($0.text)")
            }
    }
}
