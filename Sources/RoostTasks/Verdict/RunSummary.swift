package import RoostModel

/// What the messages of an attempt come to, kept as they come.
package struct RunSummary: Sendable {
    /// An answer is kept up to this length, in bytes; the messages have all of it.
    private static let answerLimit = 1 << 20
    private static let lineLimit = 200
    private static let denialLimit = 100

    /// What is known so far.
    package private(set) var report = TaskReport()
    /// What the program said of its run; nil as long as it has not.
    package private(set) var result: TaskResult?
    /// The last error that the program does not come back from.
    package private(set) var lastError: (text: String, code: String?)?
    /// What it said last in the main conversation; it is the answer where the result has none.
    private var answer = ""
    private var isAnswerOpen = false

    package init() {}

    /// Takes the next message.
    package mutating func take(_ message: TaskMessage) {
        switch message.content {
        case .start(let conversation, let model):
            report.conversation = conversation ?? report.conversation
            report.model = model ?? report.model
        case .text(let text, let isPiece):
            guard message.parent == nil else { return }
            if !(isPiece && isAnswerOpen) { answer = "" }
            isAnswerOpen = isPiece
            answer += Self.prefix(of: text, bytes: Self.answerLimit - answer.utf8.count)
            say(text)
        case .toolCall(_, let name, _):
            isAnswerOpen = false
            say(name)
        case .denial(let denial):
            if report.denials.count < Self.denialLimit { report.denials.append(denial) }
        case .error(let text, let code, let isFinal):
            if isFinal { lastError = (text, code) }
            say(text)
        case .result(let result): end(result)
        case .status(let text): say(text)
        case .prompt, .thinking, .preview, .toolResult, .diagnostic, .raw: break
        }
    }

    private mutating func end(_ result: TaskResult) {
        self.result = result
        report.conversation = result.conversation ?? report.conversation
        report.turns = result.turns ?? report.turns
        report.cost = result.cost ?? report.cost
        report.usage = result.usage.isUnknown ? report.usage : result.usage
        if !result.denials.isEmpty { report.denials = Array(result.denials.prefix(Self.denialLimit)) }
        let text = result.text.map { Self.prefix(of: $0, bytes: Self.answerLimit) }
        if !result.isError { report.result = text ?? answer }
        if let line = result.errors.first ?? text { say(line) }
    }

    /// The answer of a program that says nothing but its answer.
    mutating func endText() {
        report.result = answer
    }

    private mutating func say(_ text: String) {
        guard
            let line = text.split(whereSeparator: \.isNewline).last(where: { !$0.allSatisfy(\.isWhitespace) })
        else { return }
        report.lastLine = String(line.prefix(Self.lineLimit))
    }

    /// As many characters as fit whole.
    private static func prefix(of text: String, bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        return String(decoding: text.utf8.prefix(max(0, bytes)), as: UTF8.self)
    }
}
