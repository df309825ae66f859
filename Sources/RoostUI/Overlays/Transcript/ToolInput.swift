import RoostModel
import RoostTasks

/// What a tool was given, for people: a line, or everything with changes as a diff.
struct ToolInput {
    /// Values longer than this are read by nobody in a list.
    private static let summaryLimit = 400
    /// The values that say most, the best first.
    private static let telling = [
        "command", "cmd", "file_path", "path", "pattern", "query", "url", "description", "prompt",
    ]
    private static let patches: Set<String> = ["patch", "diff", "unified_diff"]

    private let value: JSONValue?
    private let text: String

    /// Reads JSON text; what is none is shown as it came.
    init(_ json: String) {
        text = json
        value = JSONParser.parse(json)
    }

    /// The value that says most, in a line.
    var summary: String {
        guard let members = value?.members else { return Self.line(value?.string ?? text) }
        for key in Self.telling {
            if let value = members.last(where: { $0.key == key })?.value {
                return Self.line(value.string ?? value.array.map(Self.words) ?? value.description)
            }
        }
        return members.isEmpty ? "" : Self.line(text)
    }

    /// Everything, a value of several lines below its name.
    var lines: [StyledLine] {
        guard let members = value?.members else {
            return Markdown.code(value?.string ?? text, isDiff: false)
        }
        var lines: [StyledLine] = []
        var removed: String?
        for member in members {
            switch (member.key, member.value.string) {
            case ("old_string", let text?): removed = text
            case ("new_string", let text?):
                lines += Self.change(from: removed ?? "", to: text)
                removed = nil
            case (let key, let text?) where text.contains(where: \.isNewline):
                lines.append(StyledLine([Span(key, .name)]))
                lines += Markdown.code(text, isDiff: Self.patches.contains(key))
            case (let key, let text):
                let shown = text ?? member.value.description
                lines.append(StyledLine([Span("\(key) ", .name), Span(shown)], hang: [Span("  ")]))
            }
        }
        if let removed { lines += Self.change(from: removed, to: "") }
        return lines
    }

    /// A replacement, as a diff writes it.
    private static func change(from old: String, to new: String) -> [StyledLine] {
        let lines = LineDiff(from: old, to: new).lines.map(\.text)
        return lines.isEmpty ? [] : Markdown.code(lines.joined(separator: "\n"), isDiff: true)
    }

    private static func words(_ elements: [JSONValue]) -> String {
        elements.map { $0.string ?? $0.description }.joined(separator: " ")
    }

    private static func line(_ text: String) -> String {
        text.prefix(summaryLimit).split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
