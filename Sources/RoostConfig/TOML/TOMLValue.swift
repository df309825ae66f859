/// A value of a TOML file and the line, from 1, on which it begins.
struct TOMLValue: Equatable, Sendable {
    let content: TOMLContent
    let line: Int
}

/// What a TOML value can be (https://toml.io/en/v1.0.0).
enum TOMLContent: Equatable, Sendable {
    case table([String: TOMLValue])
    case array([TOMLValue])
    case string(String)
    case integer(Int)
    case double(Double)
    case boolean(Bool)
    /// A date or a time, which no key of roost takes: its text.
    case date(String)

    /// The kind of value in words, for messages.
    var kind: String {
        switch self {
        case .table: "a table"
        case .array: "a list"
        case .string: "text"
        case .integer: "a whole number"
        case .double: "a number with a fraction"
        case .boolean: "true or false"
        case .date: "a date or time"
        }
    }
}
