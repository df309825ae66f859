import FoundationEssentials

/// The proxy on the way to an API.
struct Proxy: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// `CONNECT`, which carries TLS.
        case http
        /// SOCKS 5.
        case socks
    }

    /// A name and a password.
    struct Login: Hashable, Sendable {
        let user: String
        let password: String
    }

    let kind: Kind
    let host: String
    let port: Int
    /// Nil: it asks for none.
    let login: Login?

    /// Finds the proxy for an endpoint: `HTTPS_PROXY`, unless `NO_PROXY` speaks of the host, in capitals or not.
    ///
    /// Only for HTTPS: a server that is spoken to in the clear is on this machine or beside it.
    ///
    /// - Returns: Nil: the endpoint is reached without one.
    /// - Throws: ``Endpoint/Failure`` for a value that names no proxy. It is not shown: there may be a password in it.
    static func on(wayTo endpoint: Endpoint, in environment: [String: String]) throws(Endpoint.Failure)
        -> Proxy?
    {
        guard endpoint.isSecure else { return nil }
        func value(_ name: String) -> (name: String, value: String)? {
            // Who has both has the one in small letters for curl, which looks at it first.
            for name in [name.lowercased(), name] {
                if let value = environment[name], !value.isEmpty { return (name, value) }
            }
            return nil
        }
        guard let (name, address) = value("HTTPS_PROXY") else { return nil }
        if let (_, exceptions) = value("NO_PROXY"), Self.names(exceptions, endpoint) { return nil }
        return try Proxy(address, variable: name)
    }

    private init(_ address: String, variable: String) throws(Endpoint.Failure) {
        let parts = URLComponents(string: address.contains("://") ? address : "http://" + address)
        guard let parts, let host = parts.host, !host.isEmpty, let scheme = parts.scheme?.lowercased() else {
            throw Endpoint.Failure(
                description: "cannot use \(variable): it is no address such as http://proxy:3128")
        }
        switch scheme {
        case "http": kind = .http
        case "socks5", "socks5h", "socks": kind = .socks
        default:
            throw Endpoint.Failure(
                description:
                    "cannot use \(variable): a proxy is spoken to by http or socks5, not by \(scheme)")
        }
        self.host = host.filter { $0 != "[" && $0 != "]" }
        port = parts.port ?? (kind == .http ? 80 : 1080)
        login = parts.user.map { Login(user: $0, password: parts.password ?? "") }
        guard login == nil || kind == .http else {
            throw Endpoint.Failure(
                description: "cannot use \(variable): a name and a password cannot be told to a SOCKS proxy")
        }
    }

    /// Whether a list of exceptions names a host: `*`, `host`, `.domain`, `domain` for all below it, with `:port` or
    /// without.
    private static func names(_ exceptions: String, _ endpoint: Endpoint) -> Bool {
        exceptions.split { $0 == "," || $0.isWhitespace }.contains { word in
            if word == "*" { return true }
            var name = word.lowercased()[...]
            if let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon || name.contains("]") {
                let port = name[name.index(after: colon)...]
                if !port.contains("]") {
                    guard Int(port) == endpoint.port else { return false }
                    name = name[..<colon]
                }
            }
            name = name.drop { $0 == "*" }
            let bare = name.filter { $0 != "[" && $0 != "]" }.drop { $0 == "." }
            return !bare.isEmpty && (endpoint.host == bare || endpoint.host.hasSuffix("." + bare))
        }
    }
}

/// Without the password.
extension Proxy: CustomStringConvertible {
    var description: String { "\(host):\(port)" }
}
