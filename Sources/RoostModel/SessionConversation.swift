/// The conversation that an AI CLI has in a session, by the name that the CLI itself gave it.
package struct SessionConversation: Codable, Hashable, Sendable {
    /// Whose it is.
    package var provider: String
    /// What the CLI calls it, and takes to take it up again.
    package var id: String
    /// The options of a CLI that somebody typed into a shell; none for a session's own program.
    package var arguments: [String]

    package init(provider: String, id: String, arguments: [String] = []) {
        self.provider = provider
        self.id = id
        self.arguments = arguments
    }

    /// Letters, digits, `-` and `_`: a file may be named after it, and a command line has it.
    package static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 128 && !text.hasPrefix("-")
            && text.utf8.allSatisfy {
                switch $0 {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }

    private enum CodingKeys: String, CodingKey {
        case provider, id, arguments
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        provider = try container.decode(String.self, forKey: .provider)
        id = try container.decode(String.self, forKey: .id)
        arguments = try container.decodeIfPresent([String].self, forKey: .arguments) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(provider, forKey: .provider)
        try container.encode(id, forKey: .id)
        if !arguments.isEmpty { try container.encode(arguments, forKey: .arguments) }
    }
}
