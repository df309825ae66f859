import RoostTasks

/// What a token says, checked.
struct TokenClaims: Hashable, Sendable {
    /// The sessions that a token is for.
    enum Sessions: Hashable, Sendable {
        case all
        /// UUIDs, names or numbers.
        case named(Set<String>)
        /// Those whose metadata has these values.
        case metadata([String: String])
    }

    let userID: String
    /// Seconds since 1970.
    let expiresAt: Double
    let scope: Scope
    var sessions = Sessions.all
    /// Names the link whose code this is; nil for a token.
    var login: String?
    /// Seconds since 1970, where it says so.
    var issuedAt: Double?
}
