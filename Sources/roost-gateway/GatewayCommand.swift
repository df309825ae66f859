/// The command line of the gateway.
enum GatewayCommand: Equatable {
    case version
    case serve(ServeOptions)
    case token(TokenOptions)
    case grafana
    case login(TokenOptions)

    static let usage = """
        usage: roost-gateway [--address ADDRESS] [--port PORT] [--insecure] [--ready-fd N]
               roost-gateway token --user USER [--scope "read write admin"] [--expires 1h]
               roost-gateway grafana
               roost-gateway login --user USER [--scope "read write admin"]
        """

    /// Reads the words; nil for what makes no sense.
    init?(_ words: [String]) {
        switch words.first {
        case "--version" where words.count == 1: self = .version
        case "grafana" where words.count == 1: self = .grafana
        case "token":
            guard let options = TokenOptions(words.dropFirst()) else { return nil }
            self = .token(options)
        case "login":
            guard !words.contains("--expires"), let options = TokenOptions(words.dropFirst()) else {
                return nil
            }
            self = .login(options)
        default:
            guard let options = ServeOptions(words[...]) else { return nil }
            self = .serve(options)
        }
    }
}

/// What is said about serving; the rest is in the configuration.
struct ServeOptions: Equatable {
    var address: String?
    var port: Int?
    var isInsecure = false
    /// Gets the address as soon as clients can connect.
    var ready: Int32?

    init?(_ words: ArraySlice<String>) {
        var rest = words.makeIterator()
        while let word = rest.next() {
            switch word {
            case "--insecure": isInsecure = true
            case "--address":
                guard let value = rest.next(), !value.isEmpty else { return nil }
                address = value
            case "--port":
                guard let value = rest.next().flatMap({ Int($0) }), (0...65_535).contains(value) else {
                    return nil
                }
                port = value
            case "--ready-fd":
                guard let value = rest.next().flatMap({ Int32($0) }), value > 2 else { return nil }
                ready = value
            default: return nil
            }
        }
    }
}

/// What is said about a token.
struct TokenOptions: Equatable {
    /// Seconds in a token's life when nobody says how many.
    static let standardSeconds: Int64 = 3600
    private static let longest: Int64 = 10 * 365 * 86_400

    var user = ""
    var scope = ""
    var seconds = standardSeconds

    init?(_ words: ArraySlice<String>) {
        var rest = words.makeIterator()
        while let word = rest.next() {
            guard let value = rest.next() else { return nil }
            switch word {
            case "--user": user = value
            case "--scope": scope = value
            case "--expires":
                guard let seconds = Self.seconds(value) else { return nil }
                self.seconds = seconds
            default: return nil
            }
        }
        guard !user.isEmpty else { return nil }
    }

    /// `90s`, `15m`, `1h`, `30d`, or seconds alone.
    static func seconds(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Int64(unit == nil ? text[...] : text.dropLast()), number > 0, number <= longest
        else { return nil }
        let seconds = number * (unit ?? 1)
        return seconds <= longest ? seconds : nil
    }
}
