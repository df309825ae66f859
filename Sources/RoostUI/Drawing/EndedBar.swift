import RoostModel
import RoostWire

/// The line in a pane whose program has ended: what happened and which keys go on from here.
struct EndedBar {
    /// What a key does in such a pane.
    enum Choice: Hashable {
        case restart(RestartKind)
        case close
    }

    /// Each key with what it does; Enter is the first.
    let choices: [(key: Character, choice: Choice)]
    /// From the longest to the shortest.
    private let texts: [String]

    /// Describes an ended session; nil for one that lives.
    init?(_ session: SessionInfo) {
        guard session.state.isEnded else { return nil }
        let isInterrupted = session.end?.isInterruption == true
        var keys: [(key: Character, choice: Choice, long: String, short: String)] = [
            (
                "\r", .restart(.again), isInterrupted ? "Enter start again" : "Enter restart",
                isInterrupted ? "Enter again" : "Enter restart"
            )
        ]
        if session.kind.isAgent || session.conversation != nil {
            keys.append(("r", .restart(.resume), "r resume conversation", "r resume"))
        }
        if isInterrupted { keys.append(("s", .restart(.shell), "s shell", "s shell")) }
        keys.append(("x", .close, "x close", "x close"))
        choices = keys.map { ($0.key, $0.choice) }
        let (long, short) = (
            keys.map(\.long).joined(separator: " · "), keys.map(\.short).joined(separator: " · ")
        )
        let reason = " \(Self.reason(session))   "
        let brief = " \(Self.briefReason(session))  "
        texts = [reason + long, reason + short, brief + long, brief + short, " " + long, " " + short]
    }

    /// What is written in a pane: the whole reason gives way to a short one, and that to the keys, when there is not
    /// room for both.
    func text(columns: Int) -> String {
        texts.first { TextWidth.of($0) <= columns } ?? TextWidth.clip(texts.last ?? "", to: columns)
    }

    private static func briefReason(_ session: SessionInfo) -> String {
        switch session.end {
        case .exited(let status): "exited \(status)"
        case .signalled(let signal): "signal \(signal)"
        case .interrupted: "interrupted"
        case .machineRestarted: "machine restarted"
        case .couldNotStart: "not started"
        case .killed, .unknown, nil: "ended"
        }
    }

    private static func reason(_ session: SessionInfo) -> String {
        switch session.end {
        case .exited(let status): "Exited with status \(status)."
        case .signalled(let signal): "Ended by signal \(signal)."
        case .killed: "This session was ended."
        case .interrupted: "This session was interrupted: its keeper was killed."
        case .machineRestarted: "This session ended when the machine restarted."
        case .couldNotStart(let cause):
            cause.isEmpty
                ? "The program could not be started." : "The program could not be started: \(cause)."
        case .unknown, nil: "This session has ended."
        }
    }
}
