import Crypto
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct TokenTests {
    private static let now: Double = 1_800_000_000
    private static let secret = "0123456789abcdef0123456789abcdef"
    private static let other = "fedcba9876543210fedcba9876543210"

    private func keys(_ text: String = "k1 \(TokenTests.secret)\nk2 \(TokenTests.other)") throws -> TokenKeys
    {
        try TokenKeys(text)
    }

    private func claims(_ extra: [JSONValue.Member] = []) -> JSONValue {
        let standard = JSONValue.members(["user_id": .string("ann"), "exp": .integer(1_800_000_060)])
        let keys = Set(extra.map(\.key))
        return .object((standard.members ?? []).filter { !keys.contains($0.key) } + extra)
    }

    /// A token with any header, signed with a key.
    private func token(header: String, _ claims: JSONValue, secret: String = TokenTests.secret) -> String {
        let signed = Base64URL.encode(header.utf8) + "." + Base64URL.encode("\(claims)".utf8)
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(signed.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return signed + "." + Base64URL.encode(code)
    }

    private func verify(_ token: String, _ change: (inout TokenVerifier) -> Void = { _ in }) throws
        -> TokenClaims
    {
        var verifier = TokenVerifier(keys: try keys())
        change(&verifier)
        return try verifier.verify(token, now: TokenTests.now)
    }

    private func problem(
        _ token: String, _ change: (inout TokenVerifier) -> Void = { _ in }
    ) throws -> TokenVerifier.Problem? {
        do {
            _ = try verify(token, change)
            return nil
        } catch let problem as TokenVerifier.Problem {
            return problem
        }
    }

    @Test func `a good one tells whose it is`() throws {
        let claims = try verify(token(header: #"{"alg":"HS256","typ":"JWT"}"#, claims()))
        #expect(claims.userID == "ann")
        #expect(claims.scope == [.read, .write])
        #expect(claims.sessions == .all)
    }

    /// RFC 7515, appendix A.1, whose key is 64 bytes.
    @Test func `a signature of another maker is read`() throws {
        let text =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0d"
            + "HA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let secret = Base64URL.decode(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
        let parts = text.split(separator: ".")
        #expect(
            HMAC<SHA256>.isValidAuthenticationCode(
                try #require(Base64URL.decode(parts[2])),
                authenticating: Array("\(parts[0]).\(parts[1])".utf8),
                using: SymmetricKey(data: try #require(secret))))
    }

    @Test(arguments: [
        (#"{"alg":"none"}"#, TokenVerifier.Problem.algorithm), (#"{"alg":"None"}"#, .algorithm),
        (#"{"alg":"RS256"}"#, .algorithm), (#"{"alg":"HS512"}"#, .algorithm),
        (#"{"alg":"hs256"}"#, .algorithm),
        (#"{"typ":"JWT"}"#, .algorithm), (#"{"alg":["HS256"]}"#, .algorithm),
        (#"{"alg":"HS256","crit":["b64"]}"#, .critical), (#"{"alg":"HS256","alg":"none"}"#, .malformed),
        (#"{"alg":"HS256","kid":"k9"}"#, .signature), (#"{"alg":"HS256","kid":"k2"}"#, .signature),
        ("[]", .malformed), ("{", .malformed),
    ])
    func `other headers are refused`(header: String, expected: TokenVerifier.Problem) throws {
        #expect(try problem(token(header: header, claims())) == expected)
    }

    @Test func `nothing stands for a signature`() throws {
        let whole = token(header: #"{"alg":"HS256"}"#, claims())
        let signed = whole.split(separator: ".").prefix(2).joined(separator: ".")
        #expect(try problem(signed + ".") == .signature)
        #expect(try problem(signed) == .malformed)
        #expect(try problem(whole + ".x") == .malformed)
        #expect(try problem("") == .malformed)
        #expect(try problem(String(repeating: "a", count: TokenVerifier.lengthLimit + 1)) == .malformed)
    }

    @Test func `one character more or less is another token`() throws {
        let whole = token(header: #"{"alg":"HS256"}"#, claims())
        for index in whole.indices where whole[index] != "." {
            var changed = whole
            let letter: Character = whole[index] == "A" ? "B" : "A"
            changed.replaceSubrange(index...index, with: "\(letter)")
            #expect(try problem(changed) != nil)
        }
    }

    @Test(arguments: [
        ("exp", JSONValue.integer(1_800_000_000), TokenVerifier.Problem.expired),
        ("exp", .integer(1_799_999_999), .expired), ("exp", .string("1800000060"), .claims),
        ("exp", .null, .claims), ("exp", .number("1e999"), .claims), ("user_id", .null, .claims),
        ("user_id", .string(""), .claims), ("user_id", .integer(7), .claims),
        ("user_id", .string("a\nb"), .claims),
        ("nbf", .integer(1_800_000_100), .early), ("nbf", .string("x"), .claims),
        ("iat", .integer(1_800_000_100), .early), ("scope", .integer(1), .claims),
        ("sessions", .string("a"), .claims),
    ])
    func `claims that do not hold`(name: String, value: JSONValue, expected: TokenVerifier.Problem) throws {
        let text = token(header: #"{"alg":"HS256"}"#, claims([.init(key: name, value: value)]))
        #expect(try problem(text) == expected)
    }

    @Test func `a clock that is a little ahead is no reason`() throws {
        let text = token(
            header: #"{"alg":"HS256"}"#, claims([.init(key: "iat", value: .integer(1_800_000_020))]))
        #expect(try problem(text) == nil)
    }

    @Test func `issuer and audience count where they are asked for`() throws {
        let bare = token(header: #"{"alg":"HS256"}"#, claims())
        let full = token(
            header: #"{"alg":"HS256"}"#,
            claims([
                .init(key: "iss", value: .string("me")),
                .init(key: "aud", value: .array([.string("x"), .string("roost")])),
            ]))
        #expect(try problem(full) == nil)
        #expect(try problem(bare) { $0.issuer = "me" } == .issuer)
        #expect(try problem(full) { $0.issuer = "me" } == nil)
        #expect(try problem(full) { $0.issuer = "you" } == .issuer)
        #expect(try problem(bare) { $0.audience = "roost" } == .audience)
        #expect(try problem(full) { $0.audience = "roost" } == nil)
        #expect(try problem(full) { $0.audience = "other" } == .audience)
    }

    @Test(arguments: [
        (#""read""#, "read"), (#""admin""#, "read write admin"), (#""write""#, "read write"),
        (#"["read","admin"]"#, "read write admin"), (#""root""#, ""), (#""""#, ""),
    ])
    func `scopes`(json: String, expected: String) throws {
        let value = try #require(JSONParser.parse(json))
        let text = token(header: #"{"alg":"HS256"}"#, claims([.init(key: "scope", value: value)]))
        #expect(try verify(text).scope.words == expected)
    }

    @Test func `each key signs, and the named one alone is tried`() throws {
        #expect(
            try problem(token(header: #"{"alg":"HS256","kid":"k2"}"#, claims(), secret: TokenTests.other))
                == nil)
        #expect(try problem(token(header: #"{"alg":"HS256"}"#, claims(), secret: TokenTests.other)) == nil)
        #expect(
            try problem(token(header: #"{"alg":"HS256","kid":"k1"}"#, claims(), secret: TokenTests.other))
                == .signature)
    }

    @Test func `what is made is taken`() throws {
        let keys = try keys()
        let text = try #require(
            TokenMaker.token(
                user: "bob", scope: "read,admin", seconds: 60, keys: keys, issuer: "me", audience: nil,
                now: Int64(TokenTests.now)))
        let claims = try verify(text) { $0.issuer = "me" }
        #expect(claims.userID == "bob")
        #expect(claims.scope.contains(.admin))
        #expect(claims.expiresAt == TokenTests.now + 60)
        let made = TokenMaker.token(
            user: "bob", scope: "root", seconds: 60, keys: keys, issuer: nil, audience: nil, now: 0)
        #expect(made == nil)
    }

    @Test(arguments: [
        ("", TokenKeys.Problem.empty), ("# nothing\n\n", .empty), ("short", .short(line: 1)),
        ("# x\nk1 \(String(repeating: "a", count: 31))", .short(line: 2)), ("a b c", .malformed(line: 1)),
        ("k1 \(TokenTests.secret)\nk1 \(TokenTests.other)", .twice(id: "k1")),
    ])
    func `secrets that are none`(text: String, expected: TokenKeys.Problem) {
        let problem = #expect(throws: TokenKeys.Problem.self) { try TokenKeys(text) }
        #expect(problem == expected)
        if text.utf8.count > 8 { #expect(!"\(expected)".contains(TokenTests.secret)) }
    }

    @Test func `secrets are random and long enough`() throws {
        let (one, other) = (TokenMaker.secret(), TokenMaker.secret())
        #expect(one != other)
        #expect(try TokenKeys("k \(one)").keys.first?.secret.count ?? 0 >= TokenKeys.leastLength)
    }
}
