/// Why a person is needed now.
package struct Attention: Codable, Hashable, Sendable {
    /// The reason, most urgent first.
    package enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case approval, question, authentication, trust
        case rateLimited = "rate_limited"
        case retrying, finished, bell
    }

    /// An answer that the dialog on the screen offers.
    package struct Option: Codable, Hashable, Sendable {
        /// What `roost answer` takes: the option's number or key.
        package var key: String
        package var label: String
        /// The option that Enter would take now.
        package var isSelected: Bool

        package init(key: String, label: String, isSelected: Bool) {
            self.key = key
            self.label = label
            self.isSelected = isSelected
        }

        private enum CodingKeys: String, CodingKey {
            case key, label
            case isSelected = "selected"
        }
    }

    package var kind: Kind
    /// What is asked, in a line or a few; redacted.
    package var text: String
    package var options: [Option]
    /// Where to sign in.
    package var url: String?
    /// The one-time code to type there.
    package var code: String?
    /// What told us: `termios`, `screen`, `title`, `bell`, `exit` ...
    package var source: String
    package var since: Timestamp

    package init(
        kind: Kind, text: String, options: [Option] = [], url: String? = nil, code: String? = nil,
        source: String, since: Timestamp
    ) {
        self.kind = kind
        self.text = text
        self.options = options
        self.url = url
        self.code = code
        self.source = source
        self.since = since
    }

    /// Writes every key, `null` where there is nothing: scripts need not ask whether a key is there.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(text, forKey: .text)
        try container.encode(options, forKey: .options)
        try container.encode(url, forKey: .url)
        try container.encode(code, forKey: .code)
        try container.encode(source, forKey: .source)
        try container.encode(since, forKey: .since)
    }

    private enum CodingKeys: String, CodingKey {
        case kind, text, options, url, code, source, since
    }
}
