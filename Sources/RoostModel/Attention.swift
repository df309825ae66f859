/// Why a person is needed now.
package struct Attention: Codable, Hashable, Sendable {
    /// The reason, most urgent first.
    package enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case approval, question, authentication, trust
        case rateLimited = "rate_limited"
        case retrying, finished, bell

        /// Whether a program goes on only when a person did something.
        package var isUrgent: Bool {
            switch self {
            case .approval, .question, .authentication, .trust: true
            case .rateLimited, .retrying, .finished, .bell: false
            }
        }

        /// What a person calls it.
        package var word: String {
            switch self {
            case .authentication: "login"
            case .rateLimited: "rate limited"
            case .approval, .question, .trust, .retrying, .finished, .bell: rawValue
            }
        }
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

    /// Names what is asked, the same for as long as the same is asked: 16 hexadecimal digits.
    ///
    /// A fingerprint (FNV-1a) of the kind, the text and the options' keys and labels, so that an answer can say which
    /// dialog it is for. The selected option is no part of it: arrow keys move it within one dialog.
    package var id: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in [kind.rawValue, text] + options.flatMap({ [$0.key, $0.label] }) {
            // 0xFF is in no UTF-8: it keeps the parts apart.
            for byte in Array(part.utf8) + [0xFF] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Writes every key, `null` where there is nothing: scripts need not ask whether a key is there.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(kind, forKey: .kind)
        try container.encode(text, forKey: .text)
        try container.encode(options, forKey: .options)
        try container.encode(url, forKey: .url)
        try container.encode(code, forKey: .code)
        try container.encode(source, forKey: .source)
        try container.encode(since, forKey: .since)
    }

    /// Reads what ``encode(to:)`` wrote; `id` follows from the rest.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(Kind.self, forKey: .kind)
        text = try container.decode(String.self, forKey: .text)
        options = try container.decode([Option].self, forKey: .options)
        url = try container.decodeIfPresent(String.self, forKey: .url)
        code = try container.decodeIfPresent(String.self, forKey: .code)
        source = try container.decode(String.self, forKey: .source)
        since = try container.decode(Timestamp.self, forKey: .since)
    }

    private enum CodingKeys: String, CodingKey {
        case id, kind, text, options, url, code, source, since
    }
}
