private import FoundationEssentials
private import RoostModel

/// JSON as the protocol uses it.
enum JSON {
    /// Writes a value; keys whose value is nil are left out.
    static func encode(_ value: some Encodable) throws(WireError) -> [UInt8] {
        let encoder = JSONEncoder()
        if let key = CodingUserInfoKey.leavesOutNull { encoder.userInfo[key] = true }
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw .unwritable("\(error)")
        }
    }

    /// Reads a value.
    static func decode<Value: Decodable>(_: Value.Type, from bytes: ArraySlice<UInt8>) throws(WireError)
        -> Value
    {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw .malformed("it is no \(Value.self)")
        }
    }

    /// Reads a message, with the bytes that came beside it.
    static func decode<Value: WireMessage>(
        message _: Value.Type, from json: ArraySlice<UInt8>, bytes: [UInt8]
    ) throws(WireError) -> Value {
        do {
            return try JSONDecoder().decode(Received<Value>.self, from: Data(json), configuration: bytes)
                .value
        } catch let error as WireError {
            throw error
        } catch {
            throw .malformed("it is no \(Value.self)")
        }
    }

    private struct Received<Value: WireMessage>: DecodableWithConfiguration {
        let value: Value

        init(from decoder: any Decoder, configuration bytes: [UInt8]) throws {
            let container = try decoder.container(keyedBy: FieldName.self)
            value = try Value(MessageFields(container, bytes: bytes))
        }
    }
}
