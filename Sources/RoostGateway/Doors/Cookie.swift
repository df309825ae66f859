/// The cookie that a browser keeps a token in (RFC 6265).
///
/// No script reads it, and no page elsewhere has it sent. One of the same host at another port gets it, since cookies
/// know no ports: what it has a browser send is refused by its `Origin`.
enum Cookie {
    static let name = "roost_token"

    /// The token in a request's cookies; nil when there is none, or more than one.
    static func token(in headers: [(name: String, value: String)]) -> String? {
        let values = headers.filter { $0.name == "cookie" }.flatMap { $0.value.split(separator: ";") }
            .map { $0.trimmingBlanks }.filter { $0.hasPrefix("\(name)=") }
            .map { $0.dropFirst(name.count + 1) }
        return values.count == 1 && !values[0].isEmpty ? String(values[0]) : nil
    }

    /// The header's value that has a browser keep a token.
    ///
    /// - Parameters:
    ///   - token: What to keep; its characters are those of a JSON Web Token.
    ///   - seconds: For how long; 0 takes it away.
    ///   - isSecure: It is not to be sent without TLS.
    /// - Returns: One cookie with its attributes.
    static func header(_ token: String, seconds: Int64, isSecure: Bool) -> String {
        "\(name)=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
            + (isSecure ? "; Secure" : "")
    }
}
