import RoostModel
import RoostTasks

// JSON as it is put together.
extension JSONValue {
    /// An object with its members in this order.
    static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(pairs.map { Member(key: $0.key, value: $0.value) })
    }

    /// A text, or `null`.
    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// A whole number, or `null`.
    static func integer(_ number: (some BinaryInteger)?) -> JSONValue {
        number.map { .number("\($0)") } ?? .null
    }

    /// RFC 3339 in UTC with milliseconds.
    static func time(_ time: Timestamp) -> JSONValue { .string("\(time)") }

    /// Seconds since 1970 with milliseconds as their fraction.
    static func seconds(_ time: Timestamp) -> JSONValue {
        let rest = String(abs(time.milliseconds % 1000))
        let sign = time.milliseconds < 0 && time.milliseconds > -1000 ? "-" : ""
        return .number(
            "\(sign)\(time.milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest)
    }

    /// The same with another member at its end; anything but an object stays as it is.
    func adding(_ key: String, _ value: JSONValue) -> JSONValue {
        guard let members else { return self }
        return .object(members + [Member(key: key, value: value)])
    }

    /// The same with every text in it changed.
    func mapStrings(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .null, .bool, .number: self
        case .string(let text): .string(change(text))
        case .array(let elements): .array(elements.map { $0.mapStrings(change) })
        case .object(let members):
            .object(members.map { Member(key: $0.key, value: $0.value.mapStrings(change)) })
        }
    }
}
