import RoostModel

/// Whether a token lets its bearer see a session, or anything in it.
struct Access: Hashable, Sendable {
    let claims: TokenClaims

    /// A session belongs to its user; others' are not seen without `admin`.
    func sees(_ info: SessionInfo) -> Bool {
        guard claims.scope.contains(.admin) || info.identity?.userID == claims.userID else { return false }
        switch claims.sessions {
        case .all: return true
        case .named(let names):
            return names.contains(info.uuid) || names.contains(info.name) || names.contains("\(info.number)")
        case .metadata(let wanted): return Metadata.matches(info, wanted)
        }
    }

    /// Refuses what the token does not allow.
    func demand(_ scope: Scope) throws(APIError) {
        guard claims.scope.contains(scope) else {
            throw APIError(
                .forbidden, "do this", cause: "the token lacks the scope \(scope.words)",
                advice: "ask for a token with it")
        }
    }
}
