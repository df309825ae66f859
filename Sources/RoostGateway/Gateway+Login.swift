import RoostIO
import RoostModel
import RoostTasks

// Browsers: a link or a token once, then a cookie.
extension Gateway {
    /// The token of a call: in its header, in a parameter where no header can be sent, or in a cookie.
    ///
    /// A browser sends its cookie whoever has it call. So what changes something, and every WebSocket, has to come
    /// from a page of the gateway itself.
    func token(of request: APIRequest) throws(APIError) -> String? {
        if let token = request.bearer ?? request.target["token"] { return token }
        guard let token = Cookie.token(in: request.headers) else { return nil }
        if request.method != "GET" || request.header("upgrade") != nil { try checkIsOurPage(request) }
        return token
    }

    private func checkIsOurPage(_ request: APIRequest) throws(APIError) {
        try door.checkPage(
            host: request.header("host"),
            origin: request.headers.filter { $0.name == "origin" }.map(\.value),
            isSecure: settings.tls != nil)
    }

    /// Exchanges what a person has for a cookie.
    func logIn(_ request: APIRequest) throws(APIError) -> APIResponse {
        try checkIsOurPage(request)
        let fields = Fields(try request.object())
        let now = Double(Host.milliseconds) / 1000
        let token: String
        switch (try fields.string("code", atMost: 8192), try fields.string("token", atMost: 8192)) {
        case (let code?, nil): token = try exchange(code, now: now)
        case (nil, let given?): token = given
        case (nil, nil), (_?, _?): throw .invalid("token", "there is not just one of code and token")
        }
        let access = try access(token)
        try admit(user: access.claims.userID)
        let seconds = min(max(Int64(access.claims.expiresAt - now), 0), 400 * 86_400)
        var response = APIResponse(200, Self.words(access.claims))
        response.headers.append(
            ("set-cookie", Cookie.header(token, seconds: seconds, isSecure: settings.tls != nil)))
        return response
    }

    /// A token for the code of a link, once.
    private func exchange(_ code: String, now: Double) throws(APIError) -> String {
        let claims: TokenClaims
        do throws(TokenVerifier.Problem) {
            claims = try verifier.verifyLink(code, now: now)
        } catch {
            throw APIError(
                .unauthorized, "let this browser in", cause: "of the link, \(error.rawValue)",
                advice: "make another with roost gateway login on the host")
        }
        guard usedLinks.use(claims, now: now) else {
            throw APIError(
                .unauthorized, "let this browser in", cause: "the link was used already",
                advice: "make another with roost gateway login on the host")
        }
        let token = TokenMaker.token(
            user: claims.userID, scope: claims.scope.words, seconds: LoginLink.sessionSeconds,
            keys: verifier.keys, issuer: settings.issuer, audience: settings.audience, now: Int64(now))
        guard let token else {
            throw APIError(
                .unauthorized, "let this browser in", cause: "the link allows nothing",
                advice: "make another with roost gateway login on the host")
        }
        return token
    }

    /// Takes the cookie away; a token that was typed in counts until it expires.
    func logOut(_ request: APIRequest) throws(APIError) -> APIResponse {
        try checkIsOurPage(request)
        var response = APIResponse(200, .members(["status": .string("done")]))
        response.headers.append(
            ("set-cookie", Cookie.header("", seconds: 0, isSecure: settings.tls != nil)))
        return response
    }

    func whoIs(_ call: Call) -> APIResponse { APIResponse(200, Self.words(call.access.claims)) }

    private static func words(_ claims: TokenClaims) -> JSONValue {
        .members([
            "user_id": .string(claims.userID), "scope": .string(claims.scope.words),
            "expires_at": .time(Timestamp(milliseconds: Int64(claims.expiresAt) * 1000)),
        ])
    }
}
