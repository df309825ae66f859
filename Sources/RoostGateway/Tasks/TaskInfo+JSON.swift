import FoundationEssentials
import RoostDetect
import RoostModel
import RoostTasks

extension TaskInfo {
    /// A task as REST tells of it: as `roost tasks list --json` does, without secrets in what was said.
    var json: JSONValue {
        (JSONValue(encoding: self) ?? .object([])).mapStrings(Redactor().redact)
    }
}

extension TaskTransition {
    /// A step as REST tells of it.
    var json: JSONValue {
        .members([
            "event": .string(event.rawValue), "from": .string(from.rawValue), "to": .string(to.rawValue),
            "cause": .text(cause.map(Redactor().redact)), "timestamp": .time(at),
            "attempt": .integer(attempt),
        ])
    }
}

extension JSONValue {
    /// What a value writes of itself; nil when it cannot.
    init?(encoding value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value),
            let parsed = JSONParser.parse(String(decoding: data, as: UTF8.self))
        else { return nil }
        self = parsed
    }
}
