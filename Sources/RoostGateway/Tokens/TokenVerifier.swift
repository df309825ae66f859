import Crypto
import RoostTasks

/// Judges tokens: JSON Web Tokens (RFC 7519) signed with HMAC and SHA-256, and no others.
///
/// The algorithm is not the token's choice: one that names another (`none`, RS256 with a public key for a secret) is
/// refused before anything is computed. Signatures are compared in constant time.
struct TokenVerifier: Sendable {
    /// Why a token is refused; never with any part of it.
    enum Problem: String, Error, Hashable, Sendable {
        case malformed = "it is no JSON Web Token"
        case algorithm = "it is not signed with HS256"
        case critical = "it asks for an extension that is not known here"
        case signature = "its signature is not one of ours"
        case expired = "it has expired"
        case early = "it is not valid yet"
        case claims = "it lacks user_id or exp, or has one that makes no sense"
        case issuer = "another issuer made it"
        case audience = "it is for another audience"
        case link = "it is the code of a link, which lets a browser in"
        case noLink = "it is no code of a link"

        /// For the answer.
        var error: APIError {
            APIError(
                .unauthorized, "take the token", cause: rawValue,
                advice: "ask for one with roost gateway token on the host")
        }
    }

    /// Characters of the longest token that is looked at.
    static let lengthLimit = 8192
    private static let userLimit = 256
    /// Seconds that the clock of who made a token may be ahead of ours.
    private static let skew: Double = 30

    let keys: TokenKeys
    /// Required when set, and compared when the token has one.
    var issuer: String?
    var audience: String?

    init(keys: TokenKeys, issuer: String? = nil, audience: String? = nil) {
        self.keys = keys
        self.issuer = issuer
        self.audience = audience
    }

    /// Reads a token.
    ///
    /// - Parameters:
    ///   - token: As it came.
    ///   - now: Seconds since 1970.
    /// - Returns: What it says.
    /// - Throws: ``Problem``.
    func verify(_ token: String, now: Double) throws(Problem) -> TokenClaims {
        let claims = try read(token, now: now)
        guard claims.login == nil else { throw .link }
        return claims
    }

    /// Reads the code of a link, which is no token.
    ///
    /// - Parameters:
    ///   - code: As it came.
    ///   - now: Seconds since 1970.
    /// - Returns: What it says, with ``TokenClaims/login``.
    /// - Throws: ``Problem``.
    func verifyLink(_ code: String, now: Double) throws(Problem) -> TokenClaims {
        // Only this host makes links: they name no issuer and no audience.
        var verifier = self
        (verifier.issuer, verifier.audience) = (nil, nil)
        let claims = try verifier.read(code, now: now)
        guard claims.login != nil else { throw .noLink }
        return claims
    }

    private func read(_ token: String, now: Double) throws(Problem) -> TokenClaims {
        guard token.utf8.count <= Self.lengthLimit else { throw .malformed }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { throw .malformed }
        guard header["alg"]?.string == "HS256" else { throw .algorithm }
        guard header["crit"] == nil else { throw .critical }
        let signed = Array("\(parts[0]).\(parts[1])".utf8)
        let isOurs = keys.candidates(header["kid"]?.string).contains { key in
            HMAC<SHA256>.isValidAuthenticationCode(
                signature, authenticating: signed, using: SymmetricKey(data: key.secret))
        }
        guard isOurs else { throw .signature }
        return try check(claims, now: now)
    }

    private func check(_ claims: JSONValue, now: Double) throws(Problem) -> TokenClaims {
        guard let expiry = claims["exp"]?.double, let user = claims["user_id"]?.string, !user.isEmpty,
            user.utf8.count <= Self.userLimit,
            !user.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw .claims }
        guard expiry > now else { throw .expired }
        for name in ["nbf", "iat"] {
            guard let value = claims[name] else { continue }
            guard let time = value.double else { throw .claims }
            guard time <= now + Self.skew else { throw .early }
        }
        if let issuer, claims["iss"]?.string != issuer { throw .issuer }
        if let audience {
            let audiences =
                claims["aud"]?.array?.compactMap(\.string) ?? [claims["aud"]?.string].compactMap(\.self)
            guard audiences.contains(audience) else { throw .audience }
        }
        if let login = claims["login"], login.string == nil { throw .claims }
        return TokenClaims(
            userID: user, expiresAt: expiry, scope: try Self.scope(claims["scope"]),
            sessions: try Self.sessions(claims["sessions"]), login: claims["login"]?.string,
            issuedAt: claims["iat"]?.double)
    }

    private static func scope(_ value: JSONValue?) throws(Problem) -> Scope {
        guard let value else { return .standard }
        if let text = value.string { return Scope(words: text.split(separator: " ")) }
        guard let words = value.array else { throw .claims }
        return Scope(words: words.compactMap(\.string).map { $0[...] })
    }

    private static func sessions(_ value: JSONValue?) throws(Problem) -> TokenClaims.Sessions {
        guard let value else { return .all }
        if let list = value.array { return .named(Set(list.compactMap(\.string))) }
        guard let members = value.members else { throw .claims }
        var wanted: [String: String] = [:]
        for member in members { wanted[member.key] = Metadata.word(member.value) }
        return .metadata(wanted)
    }

    private static func object(_ part: Substring) -> JSONValue? {
        guard let bytes = Base64URL.decode(part), let text = String(validating: bytes, as: UTF8.self),
            let value = JSONParser.parse(text), let members = value.members
        else { return nil }
        // Which of two values counts is for nobody to choose.
        return Set(members.map(\.key)).count == members.count ? value : nil
    }
}
