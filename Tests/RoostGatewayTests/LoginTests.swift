import RoostModel
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct LoginTests {
    private static let now: Double = 1_800_000_000
    private let keys: TokenKeys

    init() throws {
        keys = try TokenKeys("k1 0123456789abcdef0123456789abcdef")
    }

    private func code(scope: String = "admin") -> String {
        LoginLink.code(
            user: "ann", scope: scope, keys: keys, now: Timestamp(milliseconds: Int64(Self.now) * 1000))
    }

    @Test func `a link's code is no token, and a token is no link`() throws {
        let verifier = TokenVerifier(keys: keys, issuer: "elsewhere", audience: "others")
        #expect(try verifier.verifyLink(code(), now: Self.now).userID == "ann")
        #expect(throws: TokenVerifier.Problem.link) {
            try TokenVerifier(keys: keys).verify(code(), now: Self.now)
        }
        let token = TokenMaker.sign(
            .members(["user_id": .string("ann"), "exp": .integer(Int64(Self.now) + 60)]), with: keys)
        #expect(throws: TokenVerifier.Problem.noLink) { try verifier.verifyLink(token, now: Self.now) }
        #expect(throws: TokenVerifier.Problem.expired) {
            try verifier.verifyLink(code(), now: Self.now + Double(LoginLink.seconds) + 1)
        }
    }

    @Test func `a link is used once, and none from before the gateway started`() throws {
        let verifier = TokenVerifier(keys: keys)
        var used = UsedLinks(since: Self.now + 0.9)
        let one = try verifier.verifyLink(code(), now: Self.now)
        let two = try verifier.verifyLink(code(), now: Self.now)
        let uses = [one, one, two].map { used.use($0, now: Self.now) }
        #expect(uses == [true, false, true])
        var restarted = UsedLinks(since: Self.now + 1)
        let isUsed = restarted.use(one, now: Self.now + 2)
        #expect(!isUsed)
    }

    @Test func `more links than anybody makes are refused, and what is remembered is bounded`() throws {
        let verifier = TokenVerifier(keys: keys)
        var used = UsedLinks(since: Self.now)
        for _ in 0..<UsedLinks.most {
            let isNew = used.use(try verifier.verifyLink(code(), now: Self.now), now: Self.now)
            #expect(isNew)
        }
        let late = try verifier.verifyLink(code(), now: Self.now)
        // The others have expired by the second time; this one would be held against its own by the verifier.
        let uses = [0, Double(LoginLink.seconds) + 1].map { used.use(late, now: Self.now + $0) }
        #expect(uses == [false, true])
    }

    @Test(arguments: [
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001/#login="),
        ("http://0.0.0.0:8001", "http://localhost:8001/#login="),
        ("https://[::]:443", "https://localhost:443/#login="),
    ])
    func `an address has its code where a browser sends it to nobody`(url: String, start: String) throws {
        let now = Timestamp(milliseconds: 0)
        let link = try #require(LoginLink.address(at: url, user: "ann", scope: "", keys: keys, now: now))
        #expect(link.hasPrefix(start))
        #expect(LoginLink.address(at: url, user: "ann", scope: "root", keys: keys, now: now) == nil)
    }

    // MARK: - Cookies

    @Test(arguments: [
        ("roost_token=a.b.c", "a.b.c"), ("x=1; roost_token=a.b.c; y=2", "a.b.c"), ("x=1;roost_token=t", "t"),
        ("roost_token=", nil), ("roost_tokens=a", nil), ("x=roost_token=a", nil), ("", nil),
        ("roost_token=a; roost_token=b", nil),
    ])
    func `a token is read from the cookies when there is just one`(header: String, token: String?) {
        #expect(Cookie.token(in: [("cookie", header)]) == token)
        // Which of two counts is for nobody to choose.
        if token != nil {
            #expect(Cookie.token(in: [("cookie", header), ("cookie", "roost_token=b")]) == nil)
        }
    }

    @Test func `no script reads the cookie, and no page elsewhere has it sent`() {
        let header = Cookie.header("a.b.c", seconds: 60, isSecure: false)
        #expect(header == "roost_token=a.b.c; Path=/; Max-Age=60; HttpOnly; SameSite=Strict")
        #expect(Cookie.header("", seconds: 0, isSecure: true).hasSuffix("; Secure"))
    }

    @Test(arguments: [
        ("http://localhost:8001", "localhost:8001", false, true),
        ("http://LOCALHOST:8001", "localhost:8001", false, true),
        ("https://panel.example", "localhost:8001", false, true),
        ("http://localhost:3000", "localhost:8001", false, false),
        ("http://localhost", "localhost:8001", false, false),
        ("http://127.0.0.1:8001", "localhost:8001", false, false),
        ("http://localhost:8001", "localhost:8001", true, false), ("null", "localhost:8001", false, false),
    ])
    func `with a cookie only a page of the gateway itself changes something`(
        origin: String, host: String, isSecure: Bool, isOurs: Bool
    ) {
        let door = Door(origins: ["https://panel.example"])
        func check(_ origins: [String], _ host: String?) throws(APIError) {
            try door.checkPage(host: host, origin: origins, isSecure: isSecure)
        }
        if isOurs {
            #expect(throws: Never.self) { try check([origin], host) }
        } else {
            #expect(throws: APIError.self) { try check([origin], host) }
        }
        #expect(throws: APIError.self) { try check([], host) }
        #expect(throws: APIError.self) { try check([origin, origin], host) }
    }
}
