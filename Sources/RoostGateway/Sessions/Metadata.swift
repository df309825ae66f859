import RoostModel
import RoostTasks

/// What programs keep with a session, as far as sessions are chosen by it.
enum Metadata {
    /// A value as a filter has it: the text of a string, and JSON for anything else.
    static func word(_ value: JSONValue) -> String { value.string ?? "\(value)" }

    /// The object that a session keeps; nil for none.
    static func object(of info: SessionInfo) -> JSONValue? {
        info.identity?.metadata.flatMap(JSONParser.parse)
    }

    /// Whether a session's metadata has all of these values.
    static func matches(_ info: SessionInfo, _ wanted: [String: String]) -> Bool {
        guard !wanted.isEmpty else { return true }
        guard let object = object(of: info) else { return false }
        return wanted.allSatisfy { key, value in object[key].map(word) == value }
    }
}
