import FoundationEssentials

/// Where an API is: the scheme, host and port of its address, and the path that all of its own begin with.
struct Endpoint: Hashable, Sendable {
    /// An address that cannot be used.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let isSecure: Bool
    /// In lower case; an IPv6 address without its brackets.
    let host: String
    let port: Int
    /// Without a slash at its end.
    private let base: String

    /// Takes the address of an API out of an environment, or the API's own.
    ///
    /// - Throws: ``Failure`` for one that is no address of HTTP. It is not shown: there may be a password in it.
    init(of api: API, in environment: [String: String]) throws(Failure) {
        let named = environment[api.baseVariable].flatMap { $0.isEmpty ? nil : $0 }
        let text = named ?? api.defaultBase
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = parts.host, !host.isEmpty,
            parts.query == nil, parts.fragment == nil
        else {
            throw Failure(
                description: "cannot use \(api.baseVariable): it is no address such as \(api.defaultBase)")
        }
        guard parts.user == nil, parts.password == nil else {
            throw Failure(
                description: "cannot use \(api.baseVariable): it has a name or a password in it, "
                    + "and the key belongs into \(api.keyVariables[0])")
        }
        isSecure = scheme == "https"
        self.host = host.lowercased().filter { $0 != "[" && $0 != "]" }
        port = parts.port ?? (isSecure ? 443 : 80)
        var base = text[...]
        while base.last == "/" { base.removeLast() }
        self.base = String(base)
    }

    /// The address of something below it.
    ///
    /// A version that stands at the beginning of the path and at the end of the base is one: people write it there.
    func address(of path: String) -> String {
        let version = path.prefix { $0 != "/" }
        let isDoubled = base.hasSuffix("/" + version) && version.first == "v"
        return base + (isDoubled ? path.dropFirst(version.count) : "/" + path[...])
    }
}

/// Host and port, as errors name it.
extension Endpoint: CustomStringConvertible {
    var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
