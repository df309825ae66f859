package import RoostModel
import RoostTasks

/// Links that let a browser in once: their code is a signed token of a kind that nothing else takes.
package enum LoginLink {
    /// Seconds in which a link can be used.
    package static let seconds: Int64 = 600
    /// Seconds for which a browser that used one stays in.
    static let sessionSeconds: Int64 = 12 * 3600

    /// Makes the code of a link.
    ///
    /// - Parameters:
    ///   - user: Whose sessions the browser sees.
    ///   - scope: What it may do: words with blanks between them.
    ///   - keys: The first one signs.
    ///   - now: When.
    /// - Returns: The code.
    static func code(user: String, scope: String, keys: TokenKeys, now: Timestamp) -> String {
        TokenMaker.sign(
            .members([
                "user_id": .string(user), "scope": .string(scope), "iat": .integer(now.milliseconds / 1000),
                "exp": .integer(now.milliseconds / 1000 + seconds), "login": .string(TokenMaker.secret()),
            ]), with: keys)
    }

    /// Makes a link.
    ///
    /// The code stands behind `#`: a browser sends that to nobody, and it is in no log. The page takes it away.
    ///
    /// - Parameters:
    ///   - url: How addresses at the gateway begin.
    ///   - user: Whose sessions the browser sees.
    ///   - scope: What it may do; empty: everything.
    ///   - keys: The first one signs.
    ///   - now: When.
    /// - Returns: An address; nil for a scope that is none.
    package static func address(
        at url: String, user: String, scope: String, keys: TokenKeys, now: Timestamp
    ) -> String? {
        let words = scope.split { $0 == " " || $0 == "," }
        guard words.allSatisfy({ !Scope(words: [$0]).isEmpty }) else { return nil }
        // Nobody can connect to an address that stands for all.
        var base = url
        for all in ["://0.0.0.0:", "://[::]:"] { base = base.replacing(all, with: "://localhost:") }
        let code = code(
            user: user, scope: words.isEmpty ? "admin" : words.joined(separator: " "), keys: keys, now: now)
        return "\(base)/#login=\(code)"
    }
}

/// The links that were used, as long as they would still count.
struct UsedLinks: Sendable {
    /// More in ten minutes are a fault of whoever makes them.
    static let most = 1024

    /// Links from before this are not taken: which of those were used is not known any more.
    ///
    /// In seconds since 1970.
    let start: Double
    private var ends: [String: Double] = [:]

    init(since start: Double) {
        self.start = start.rounded(.down)
    }

    /// Uses a link.
    ///
    /// - Parameters:
    ///   - claims: What its code says.
    ///   - now: Seconds since 1970.
    /// - Returns: False when it was used before, or may have been.
    mutating func use(_ claims: TokenClaims, now: Double) -> Bool {
        guard let link = claims.login, let issuedAt = claims.issuedAt, issuedAt >= start else { return false }
        ends = ends.filter { $0.value > now }
        guard ends[link] == nil, ends.count < Self.most else { return false }
        ends[link] = claims.expiresAt
        return true
    }
}
