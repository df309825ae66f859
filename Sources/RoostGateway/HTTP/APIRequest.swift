import RoostTasks

/// A call as it came, whole.
struct APIRequest: Sendable {
    let method: String
    let target: RequestTarget
    /// Names in lower case, in their order.
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    /// Who connected: an address without its port.
    let peer: String

    /// The value of a header that may be there once; nil when it is not there, or twice.
    func header(_ name: String) -> String? {
        let values = headers.filter { $0.name == name }
        return values.count == 1 ? values[0].value : nil
    }

    /// The token of `Authorization: Bearer`.
    var bearer: String? {
        guard let value = header("authorization") else { return nil }
        let words = value.split(separator: " ", omittingEmptySubsequences: true)
        return words.count == 2 && words[0].lowercased() == "bearer" ? String(words[1]) : nil
    }

    /// The body as a JSON object.
    func object() throws(APIError) -> JSONValue {
        let type = (header("content-type") ?? "").split(separator: ";").first?.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw APIError(
                .unsupportedMediaType, "read the body", cause: "it is not said to be application/json",
                advice: "send Content-Type: application/json")
        }
        guard let text = String(validating: body, as: UTF8.self), let value = JSONParser.parse(text),
            value.members != nil
        else {
            throw APIError(
                .badRequest, "read the body", cause: "it is no JSON object", advice: "see GET /openapi.json")
        }
        return value
    }
}
