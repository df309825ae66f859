/// For encoders of other formats and for values inside of what is encoded; the text itself is ``JSONValue/description``.
extension JSONValue: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue name: String) {
            stringValue = name
        }

        init?(intValue: Int) {
            nil
        }
    }

    /// Of a key that comes twice the last value counts; a number beyond a double is written as its digits.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            let last = Dictionary(members.map { ($0.key, $0.value) }) { $1 }
            for (key, value) in last { try container.encode(value, forKey: Key(stringValue: key)) }
        case .null, .bool, .number, .string:
            var container = encoder.singleValueContainer()
            try encode(in: &container)
        }
    }

    private func encode(in container: inout any SingleValueEncodingContainer) throws {
        switch self {
        case .bool(let value): try container.encode(value)
        case .string(let text): try container.encode(text)
        case .number(let digits):
            if let whole = Int64(digits) {
                try container.encode(whole)
            } else if let whole = UInt64(digits) {
                try container.encode(whole)
            } else if let double {
                try container.encode(double)
            } else {
                try container.encode(digits)
            }
        case .null, .array, .object: try container.encodeNil()
        }
    }
}
