import Crypto
import RoostTasks

/// Makes tokens: `roost gateway token`.
package enum TokenMaker {
    /// A new secret of 32 random bytes, as text.
    package static func secret() -> String {
        Base64URL.encode((0..<32).map { _ in UInt8.random(in: 0 ... .max) })
    }

    /// Makes a token for somebody.
    ///
    /// - Parameters:
    ///   - user: Whose sessions it is for.
    ///   - scope: Words with blanks between them, or commas; empty: the standard.
    ///   - seconds: For how long.
    ///   - keys: The first one signs.
    ///   - issuer: Who made it; nil: it does not say.
    ///   - audience: Whom it is for; nil: it does not say.
    ///   - now: Seconds since 1970.
    /// - Returns: The token; nil for a scope that is none.
    package static func token(
        user: String, scope: String, seconds: Int64, keys: TokenKeys, issuer: String?, audience: String?,
        now: Int64
    ) -> String? {
        let words = scope.split { $0 == " " || $0 == "," }
        guard words.allSatisfy({ !Scope(words: [$0]).isEmpty }) else { return nil }
        var claims = JSONValue.members([
            "user_id": .string(user), "iat": .integer(now), "exp": .integer(now + seconds),
            "scope": .string(words.isEmpty ? Scope.standard.words : words.joined(separator: " ")),
        ])
        if let issuer { claims = claims.adding("iss", .string(issuer)) }
        if let audience { claims = claims.adding("aud", .string(audience)) }
        return sign(claims, with: keys)
    }

    /// Signs with the first key.
    ///
    /// - Parameters:
    ///   - claims: The members of the payload.
    ///   - keys: The first one signs.
    /// - Returns: The token.
    static func sign(_ claims: JSONValue, with keys: TokenKeys) -> String {
        let key = keys.keys[0]
        var header = JSONValue.members(["alg": .string("HS256"), "typ": .string("JWT")])
        if let id = key.id { header = header.adding("kid", .string(id)) }
        let signed = [header, claims].map { Base64URL.encode("\($0)".utf8) }.joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(signed.utf8), using: SymmetricKey(data: key.secret))
        return signed + "." + Base64URL.encode(code)
    }
}
