/// Whom the gateway is there for: names by which it may be called, and pages that may call it.
///
/// A page elsewhere can have its own name resolve to this machine (DNS rebinding), and a browser opens WebSockets to
/// any host (cross-site hijacking): the first says a foreign `Host`, the second a foreign `Origin`.
struct Door: Hashable, Sendable {
    /// Without ports, in lower case.
    let hosts: Set<String>
    /// Whole origins that may call besides, such as `https://panel.example`.
    let origins: Set<String>

    /// The names of this machine itself, and more.
    init(hosts: [String] = [], origins: [String] = []) {
        self.hosts = Set(["localhost", "127.0.0.1", "[::1]"] + hosts.map { $0.lowercased() })
        self.origins = Set(origins.map { $0.lowercased() })
    }

    /// Looks at both headers; `host` is nil when it is not there just once.
    func check(host: String?, origin: [String]) throws(APIError) {
        guard let name = host.flatMap(Self.name), hosts.contains(name) else {
            throw APIError(
                .foreignHost, "answer", cause: "the gateway is not called that",
                advice: "use localhost, or list the name in gateway.hosts")
        }
        guard let first = origin.first else { return }
        guard origin.count == 1, isOurs(first.lowercased()) else {
            throw APIError(
                .foreignOrigin, "answer", cause: "the page comes from elsewhere",
                advice: "list its origin in gateway.origins")
        }
    }

    /// Looks whether a page of the gateway itself calls, at this port and no other.
    ///
    /// - Parameters:
    ///   - host: The header; nil when it is not there just once.
    ///   - origin: The values of the header.
    ///   - isSecure: The gateway has TLS. One behind a proxy with TLS is called by an origin that is listed.
    /// - Throws: ``APIError`` for any other page, and for what is no page at all.
    func checkPage(host: String?, origin: [String], isSecure: Bool) throws(APIError) {
        let own = host.map { "\(isSecure ? "https" : "http")://\($0)".lowercased() }
        guard origin.count == 1, let origin = origin.first?.lowercased(),
            origin == own || origins.contains(origin)
        else {
            throw APIError(
                .foreignOrigin, "do this with a cookie", cause: "no page of the gateway asks for it",
                advice: "send Authorization: Bearer TOKEN, or list the page's origin in gateway.origins")
        }
    }

    private func isOurs(_ origin: String) -> Bool {
        if origins.contains(origin) { return true }
        for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
            return Self.name(String(origin.dropFirst(scheme.count))).map(hosts.contains) ?? false
        }
        return false
    }

    /// `name:port` without its port; nil if it is none.
    private static func name(_ text: String) -> String? {
        let text = text.lowercased()
        var name = text
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            name = String(text[...end])
        } else if let colon = text.firstIndex(of: ":") {
            name = String(text[..<colon])
        }
        let rest = text.dropFirst(name.count)
        let isPort =
            rest.isEmpty || rest.count <= 6 && rest.hasPrefix(":") && rest.dropFirst().allSatisfy(\.isNumber)
        guard isPort, !name.isEmpty, !name.contains(where: { "/@?# ".contains($0) }) else { return nil }
        return name
    }
}
