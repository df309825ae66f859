/// A name whose value is a secret, by how it ends: `DB_PASSWORD`, `x-api-key`, `client_secret`; or a parameter
/// of an OAuth address.
struct SecretName: Sendable {
    private let name: [UInt8]
    /// It stands after `?` or `&`: the value ends at the next `&`.
    let isQuery: Bool
    /// Its name alone says little: `state=open` is no secret.
    private let isParameter: Bool
    /// Blanks stand between the name and its sign, as in code.
    let hasBlank: Bool

    private static let endings = [
        "password", "passwd", "passphrase", "pwd", "token", "secret", "api_key", "api-key", "apikey",
        "access_key",
        "private_key", "secret_key", "auth_key", "credential", "otp_secret",
    ].map { Array($0.utf8) }

    /// Most names are none of them, and the last letter tells.
    private static let lastBytes = Set(endings.compactMap(\.last))

    /// Of the authorization request and its answer (RFC 6749, RFC 7636).
    private static let parameters = [
        "code", "state", "code_verifier", "code_challenge", "assertion", "sig", "key",
    ]
    .map { Array($0.utf8) }

    /// Values that stand for something else, or say that there is none.
    private static let words: Set<String> = [
        "null", "nil", "none", "true", "false", "undefined", "required", "optional", "string", "change_me",
        "changeme", "empty", "expired", "missing", "invalid", "incorrect", "wrong", "failed", "unknown",
        "secret",
        "password", "passphrase", "token", "accepted", "rejected", "unchanged", "disabled", "enabled",
    ]

    /// Reads backwards from a sign.
    init?(before sign: Int, in bytes: [UInt8]) {
        var end = sign
        while end > 0, bytes[end - 1] == 0x20, sign - end < 3 { end -= 1 }
        hasBlank = end < sign
        if end > 0, bytes[end - 1] == UInt8(ascii: "\"") || bytes[end - 1] == UInt8(ascii: "'") { end -= 1 }
        var start = end
        while start > 0, end - start < 64, bytes[start - 1].isWord || bytes[start - 1] == UInt8(ascii: "-") {
            start -= 1
        }
        guard start < end else { return nil }
        let before = start > 0 ? bytes[start - 1] : 0x20
        isQuery =
            before == UInt8(ascii: "?") || before == UInt8(ascii: "&")
            || before == UInt8(ascii: "#")
        guard isQuery || Self.lastBytes.contains(bytes[end - 1].folded) else { return nil }
        let name = bytes[start..<end].map(\.folded)
        let isSecret = Self.endings.contains {
            name.count >= $0.count && name.suffix($0.count).elementsEqual($0)
        }
        guard isSecret || (isQuery && Self.parameters.contains(name)) else { return nil }
        self.name = name
        isParameter = !isSecret
    }

    /// Whether a value is one, and not a reference to it or a word in its place.
    func isSecret(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count >= 3, let first = value.first, !value.contains(UInt8(ascii: "(")) else {
            return false
        }
        if "$%<{[*.&|=".utf8.contains(first) { return false }
        let folded = value.map(\.folded)
        if folded == name || Self.words.contains(String(decoding: folded, as: UTF8.self)) { return false }
        return !isParameter || (value.count >= 8 && (hasDigit(value) || value.count >= 20))
    }

    /// Whether a value is one even after a colon or in a line of code: a password may be a long word, a token
    /// never is.
    func isConvincing(_ value: ArraySlice<UInt8>) -> Bool {
        let isToken = name.suffix(5).elementsEqual("token".utf8)
        if isToken { return value.count >= 8 && hasDigit(value) && value.contains { !$0.isDigit } }
        return hasDigit(value) || value.count >= 8
    }

    private func hasDigit(_ value: ArraySlice<UInt8>) -> Bool { value.contains(where: \.isDigit) }
}
