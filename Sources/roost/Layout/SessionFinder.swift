import RoostClient
import RoostModel
import RoostWire

/// Finds the number of a session, for the layout commands that take no other name.
enum SessionFinder {
    /// By name, number, or the unique beginning of a name, like the server.
    static func find(_ target: String, _ invocation: Invocation) throws(ClientError) -> SessionID {
        let sessions = try invocation.ask(.list(all: true)) { response in
            if case .sessions(let sessions) = response { sessions } else { nil }
        }
        switch match(target, in: sessions) {
        case .some(let number): return number
        case .none:
            throw ClientError(
                .refused, "find session \(target)", cause: "none, or more than one, is called so",
                advice: "see roost list --all")
        }
    }

    /// Nil if no session, or more than one, fits.
    static func match(_ target: String, in sessions: [SessionInfo]) -> SessionID? {
        if let exact = sessions.first(where: { $0.name == target }) { return exact.number }
        if let number = sessions.first(where: { $0.number.description == target }) { return number.number }
        let beginning = sessions.filter { $0.name.hasPrefix(target) }
        return beginning.count == 1 ? beginning[0].number : nil
    }
}
