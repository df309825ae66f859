/// What a program or a person says that a session is at, in words of their own, beside its ``SessionState``.
///
/// roost draws no conclusion from it: it is shown, stored, waited for and filtered by. It counts until something else
/// is said, or the session is started again.
package struct CustomState: Hashable, Sendable {
    /// Bytes of data that are kept.
    package static let dataLimit = 16 << 10

    package var name: String
    /// A JSON object as text; nil for none.
    ///
    /// Redacted once the server has taken it.
    package var data: String?
    /// When the session came to it; other data alone change nothing of that.
    package var since: Timestamp

    package init(name: String, data: String? = nil, since: Timestamp) {
        self.name = name
        self.data = data
        self.since = since
    }

    /// Words that filters know already.
    private static let reserved = ["active", "all", "attention", "ended"]

    /// What is wrong with the name of a custom state, as it follows on "cannot set it: "; nil: nothing.
    ///
    /// One that is a slip away from a state's own name is refused: whoever mistypes `processing` would wait for ever.
    package static func problem(withName name: String) -> String? {
        if let problem = NameRule.problem(with: name) { return problem }
        if reserved.contains(name) { return "\(name) is a word of filters" }
        let states = SessionState.allCases.map(\.rawValue)
        if states.contains(name) { return "\(name) is a state that roost finds out by itself" }
        return Spelling.nearest(to: name, among: states, within: 1).map {
            "it is too much like the state \($0)"
        }
    }
}

// MARK: - JSON

/// An object with `name`, `since`, and `data` where there are some: as text, which is what is read.
extension CustomState: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, data, since
    }

    /// For readers outside of roost data are written as what they are, see ``Swift/CodingUserInfoKey/embeddedJSON``.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(since, forKey: .since)
        guard let data else { return }
        let read = CodingUserInfoKey.embeddedJSON.flatMap { encoder.userInfo[$0] as? EmbeddedJSON }
        if let value = read?.value(data) {
            try container.encode(value, forKey: .data)
        } else {
            try container.encode(data, forKey: .data)
        }
    }
}

/// Makes of a JSON text what an encoder writes as JSON.
package struct EmbeddedJSON: Sendable {
    package let value: @Sendable (String) -> (any Encodable)?

    package init(_ value: @escaping @Sendable (String) -> (any Encodable)?) {
        self.value = value
    }
}

extension CodingUserInfoKey {
    /// An ``EmbeddedJSON``: JSON that is kept as a text becomes a part of the document.
    package static let embeddedJSON = CodingUserInfoKey(rawValue: "embeddedJSON")
}
