/// A key, which comes from the environment and goes nowhere but into the header of a request.
struct APIKey: Sendable {
    /// What is shown in its place.
    static let mask = "***"

    let value: String
    /// The variable that it stands in.
    let variable: String

    /// Takes a key for an API out of an environment.
    ///
    /// - Throws: ``APIFailure``: there is none, or it has characters that a header cannot carry.
    init(for api: API, in environment: [String: String]) throws(APIFailure) {
        let found = api.keyVariables.lazy.compactMap { name -> (name: String, value: String)? in
            let value = environment[name]?.drop { $0.isWhitespace } ?? ""
            let end = value.lastIndex { !$0.isWhitespace }
            return end.map { (name, String(value[...$0])) }
        }.first
        guard let found else { throw .notLoggedIn(variables: api.keyVariables) }
        // An error about a bad header would show its value.
        guard found.value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .badKey(variable: found.name, detail: "it has a character that no key has")
        }
        value = found.value
        variable = found.name
    }

    /// A text of somebody else without the key in it: some servers repeat what they were sent.
    func masked(_ text: String) -> String {
        text.replacing(value, with: Self.mask)
    }
}

/// What is never shown: interpolating a key gives its variable.
extension APIKey: CustomStringConvertible, CustomDebugStringConvertible {
    var description: String { variable }
    var debugDescription: String { variable }
}
