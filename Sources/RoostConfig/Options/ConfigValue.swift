/// The value of an option, as `config.toml` writes it.
package enum ConfigValue: Hashable, Sendable {
    case flag(Bool)
    case number(Int)
    case text(String)

    /// As a person reads it, without quotes.
    package var text: String {
        switch self {
        case .flag(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): value
        }
    }

    /// As TOML needs it written.
    package var toml: String {
        switch self {
        case .flag, .number: text
        case .text(let value): TOMLText.quoted(value)
        }
    }
}

extension ConfigValue: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .flag(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        }
    }
}
