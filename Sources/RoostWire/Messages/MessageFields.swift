/// What a message says, for the initialiser that reads it.
package struct MessageFields {
    /// Tells messages of one frame kind apart.
    package let kind: String
    /// The raw bytes beside the fields; empty for most.
    package let bytes: [UInt8]
    private let container: KeyedDecodingContainer<FieldName>

    /// Reads the kind; the fields are read when they are asked for.
    init(_ container: KeyedDecodingContainer<FieldName>, bytes: [UInt8]) throws {
        self.container = container
        self.bytes = bytes
        kind = try container.decode(String.self, forKey: .kind)
    }

    /// A field that has to be there.
    package subscript<Value: Decodable>(name: FieldName) -> Value {
        get throws { try container.decode(Value.self, forKey: name) }
    }

    /// A field that may be missing.
    package subscript<Value: Decodable>(optional name: FieldName) -> Value? {
        get throws { try container.decodeIfPresent(Value.self, forKey: name) }
    }

    /// A field that is an object with a kind of its own.
    package func message<Value: WireMessage>(_ name: FieldName) throws -> Value {
        try container.decode(Nested<Value>.self, forKey: name).value
    }

    /// A field that is a list of such objects.
    package func messages<Value: WireMessage>(_ name: FieldName) throws -> [Value] {
        try container.decode([Nested<Value>].self, forKey: name).map(\.value)
    }

    /// The same, when it may be missing.
    package subscript<Value: WireMessage>(optionalMessage name: FieldName) -> Value? {
        get throws { try container.decodeIfPresent(Nested<Value>.self, forKey: name)?.value }
    }

    private struct Nested<Value: WireMessage>: Decodable {
        let value: Value

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: FieldName.self)
            value = try Value(MessageFields(container, bytes: []))
        }
    }
}
