import RoostModel

/// Finds a session in a list by the rules of the server: name, number, or the unique beginning of a name.
enum SessionFinder {
    /// Nil if no session, or more than one, fits.
    static func match(_ target: String, in sessions: [SessionInfo]) -> SessionID? {
        if let exact = sessions.first(where: { $0.name == target }) { return exact.number }
        if let number = sessions.first(where: { $0.number.description == target }) { return number.number }
        let beginning = sessions.filter { $0.name.hasPrefix(target) }
        return beginning.count == 1 ? beginning[0].number : nil
    }
}
