/// A print-mode task's number: unique for the life of a database, never used again.
package struct TaskID: Hashable, Codable, Comparable, Sendable, RawRepresentable, CustomStringConvertible {
    package var rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    package var description: String { String(rawValue) }

    package static func < (one: TaskID, other: TaskID) -> Bool { one.rawValue < other.rawValue }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(UInt64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
