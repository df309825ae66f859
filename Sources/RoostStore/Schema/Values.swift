import Foundation
import GRDB
import RoostModel

/// Values between the model and the columns. Reading never traps: a damaged file gives nil.
extension Row {
    func int(_ column: String) -> Int? {
        int64(column).flatMap(Int.init(exactly:))
    }

    func int32(_ column: String) -> Int32? {
        int64(column).flatMap(Int32.init(exactly:))
    }

    func int64(_ column: String) -> Int64? {
        if case .int64(let value)? = value(column) { value } else { nil }
    }

    func double(_ column: String) -> Double? {
        switch value(column) {
        case .double(let value)?: value.isFinite ? value : nil
        case .int64(let value)?: Double(value)
        default: nil
        }
    }

    func text(_ column: String) -> String? {
        if case .string(let value)? = value(column) { value } else { nil }
    }

    func blob(_ column: String) -> Data? {
        switch value(column) {
        case .blob(let value)?: value
        // An empty blob and an empty text are the same to the database layer.
        case .string("")?: Data()
        default: nil
        }
    }

    func offset(_ column: String) -> UInt64? {
        int64(column).flatMap(UInt64.init(exactly:))
    }

    func time(_ column: String) -> Timestamp? {
        int64(column).map(Timestamp.init(milliseconds:))
    }

    func session(_ column: String) -> SessionID? {
        int64(column).map { SessionID(rawValue: UInt64(bitPattern: $0)) }
    }

    private func value(_ column: String) -> DatabaseValue.Storage? {
        guard hasColumn(column) else { return nil }
        let value: DatabaseValue = self[column]
        return value.storage
    }
}

extension SessionID {
    /// The number as SQLite holds it: signed.
    var stored: Int64 { Int64(bitPattern: rawValue) }
}

extension String {
    /// Without NUL, where SQLite would end the text.
    var storable: String {
        utf8.contains(0) ? String(unicodeScalars.filter { $0 != "\0" }.map(Character.init)) : self
    }
}

/// JSON in a column, for what is only ever read whole.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String?) -> Value? {
        text.flatMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}
