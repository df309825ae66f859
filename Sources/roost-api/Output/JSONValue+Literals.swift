package import RoostTasks

// JSON as it is written.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral text: String) { self = .string(text) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral number: Int) { self = .number(String(number)) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(key: $0, value: $1) })
    }

    /// Adds a member to an object; anything else stays as it is.
    mutating func append(_ key: String, _ value: JSONValue) {
        guard let members else { return }
        self = .object(members + [Member(key: key, value: value)])
    }

    /// Adds a number, if it is known.
    mutating func append(_ key: String, _ number: Int?) {
        if let number { append(key, .number(String(number))) }
    }

    /// Adds a number, if it is known and one that JSON has.
    mutating func append(_ key: String, _ number: Double?) {
        if let number, number.isFinite { append(key, .number("\(number)")) }
    }
}
