import RoostModel
import RoostWire

/// Looks for the tasks that were asked or said some words: in the list at once, in the store by the server.
///
/// The server is asked for one text at a time: what is typed meanwhile waits for its answer.
struct TaskSearch: Sendable {
    private static let limit = 200

    var field = TextField()
    /// Tasks that the server found for ``answered``.
    private(set) var found: Set<TaskID> = []
    /// What was answered last, and what is asked for; nil: nothing.
    private var answered = ""
    private var asked: String?

    private var wanted: String { field.text.trimmingBlanks }

    private static func request(_ text: String) -> Request {
        .task(.list(TaskFilter(text: text, limit: limit)))
    }

    /// What to ask; nil as long as an answer is awaited, and when it is known.
    mutating func request() -> Request? {
        if wanted.isEmpty {
            found = []
            answered = ""
        }
        guard asked == nil, !wanted.isEmpty, wanted != answered else { return nil }
        // What the last text found would stand among what this one finds.
        found = []
        asked = wanted
        return Self.request(wanted)
    }

    /// Takes an answer; gives whether it was for what was asked.
    mutating func receive(_ tasks: [TaskInfo], for request: Request) -> Bool {
        guard let text = asked, request == Self.request(text) else { return false }
        asked = nil
        answered = text
        found = text == wanted ? Set(tasks.map(\.id)) : []
        return true
    }

    /// The server could not answer.
    mutating func fail(_ request: Request) {
        guard let text = asked, request == Self.request(text) else { return }
        asked = nil
        answered = text
    }
}
