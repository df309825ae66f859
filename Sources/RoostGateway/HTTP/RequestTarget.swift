/// The target of a request, taken apart: segments of the path and parameters, decoded (RFC 3986, RFC 9112 section 3.2).
struct RequestTarget: Hashable, Sendable {
    /// One `name=value` of the query.
    struct Parameter: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// Parameters that a query may have.
    private static let parameterLimit = 64

    let path: [String]
    let parameters: [Parameter]

    /// Reads `/a/b?c=d`, or the same behind `http://host`.
    init(_ text: String) throws(APIError) {
        var rest = Substring(text)
        for scheme in ["http://", "https://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
            if !rest.hasPrefix("/") { rest = "/" + rest }
        }
        guard rest.hasPrefix("/") else { throw Self.malformed("it does not begin with /") }
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path: [String] = []
        for segment in parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            path.append(try Self.decode(segment, plusIsBlank: false))
        }
        self.path = path
        var parameters: [Parameter] = []
        for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(words[0], plusIsBlank: true)
            guard parameters.count < Self.parameterLimit else {
                throw Self.malformed("it has more than \(Self.parameterLimit) parameters")
            }
            guard !parameters.contains(where: { $0.name == name }) else {
                throw APIError.parameter(name, "it is there twice")
            }
            parameters.append(
                Parameter(
                    name: name, value: words.count > 1 ? try Self.decode(words[1], plusIsBlank: true) : ""))
        }
        self.parameters = parameters
    }

    /// The value of a parameter.
    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// Percent-encoding undone; only text without controls passes.
    private static func decode(_ text: Substring, plusIsBlank: Bool) throws(APIError) -> String {
        var bytes: [UInt8] = []
        var source = text.utf8.makeIterator()
        while let byte = source.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = source.next().flatMap(Self.digit),
                    let low = source.next().flatMap(Self.digit)
                else { throw malformed("% is not followed by two hexadecimal digits") }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self),
            !decoded.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw malformed("it is no text") }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func malformed(_ cause: String) -> APIError {
        APIError(.badRequest, "read the address", cause: cause, advice: "see GET /openapi.json")
    }
}
