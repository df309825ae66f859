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
        let isAgent = session.provider != "shell" && session.provider != "program"
        let isInterrupted = session.state == .error && session.reason == "interrupted"
        var keys: [(key: Character, choice: Choice, long: String, short: String)] = [
            (
                "\r", .restart(.again), isInterrupted ? "Enter start again" : "Enter restart",
                isInterrupted ? "Enter again" : "Enter restart"
            )
        ]
        if isAgent { keys.append(("r", .restart(.resume), "r resume conversation", "r resume")) }
        if isInterrupted { keys.append(("s", .restart(.shell), "s shell", "s shell")) }
        keys.append(("x", .close, "x close", "x close"))
        choices = keys.map { ($0.key, $0.choice) }
        let (long, short) = (
            keys.map(\.long).joined(separator: " · "), keys.map(\.short).joined(separator: " · ")
        )
        let reason = " \(Self.reason(session))   "
        texts = [reason + long, reason + short, " " + long, " " + short]
    }

    /// What is written in a pane: the keys come before the reason when there is not room for both.
    func text(columns: Int) -> String {
        texts.first { TextWidth.of($0) <= columns } ?? TextWidth.clip(texts.last ?? "", to: columns)
    }

    private static func reason(_ session: SessionInfo) -> String {
        if session.state == .error {
            switch session.reason {
            case "interrupted": return "This session ended when the machine restarted."
            case "spawn": return "The program could not be started."
            default: break
            }
        }
        guard let code = session.exitCode else {
            return session.state == .terminated ? "This session was ended." : "This session has ended."
        }
        return code > 128 && code < 193 ? "Ended by signal \(code - 128)." : "Exited with status \(code)."
    }
}
