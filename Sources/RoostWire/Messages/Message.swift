/// A message as it is written: a kind, named fields, and raw bytes beside them.
///
/// In the body of a frame, after the number of the request where there is one, little-endian:
///
/// | offset | bytes | meaning |
/// | ---: | ---: | --- |
/// | 0 | 4 | length of the JSON |
/// | 4 | length | a JSON object: `kind`, and the fields |
/// | 4 + length | the rest | raw bytes, of the few messages that carry some |
///
/// A field without a value is left out. A reader skips fields that it does not know.
package struct Message: Encodable {
    /// Tells messages of one frame kind apart; never used twice.
    package let kind: String
    /// What would be costly in JSON: output, pasted text, lines.
    package private(set) var bytes: [UInt8] = []
    private var fields: [(name: FieldName, value: any Encodable)] = []

    /// Begins without fields.
    package init(_ kind: some RawRepresentable<String>) {
        self.kind = kind.rawValue
    }

    /// Adds a field, unless the value is nil.
    package func with(_ name: FieldName, _ value: (some Encodable)?) -> Message {
        guard let value else { return self }
        var message = self
        message.fields.append((name, value))
        return message
    }

    /// Adds the raw bytes.
    package func with(bytes: [UInt8]) -> Message {
        var message = self
        message.bytes = bytes
        return message
    }

    /// Writes the JSON object.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        try container.encode(kind, forKey: .kind)
        for field in fields { try container.encode(field.value, forKey: field.name) }
    }
}

/// The name of a field: one key type for all messages, so that none needs a type of its own for its keys.
package struct FieldName: CodingKey, Hashable, ExpressibleByStringLiteral {
    package static let kind: FieldName = "kind"

    package let stringValue: String
    /// Always nil: fields have names.
    package var intValue: Int? { nil }

    package init(stringLiteral name: String) {
        stringValue = name
    }

    package init(stringValue name: String) {
        stringValue = name
    }

    /// Nil: fields have names.
    package init?(intValue: Int) {
        nil
    }
}
