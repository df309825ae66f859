import RoostModel
import RoostTasks

/// What a run prints on the standard output, in one of the formats.
struct AnswerPrinter: Sendable {
    let format: TaskOptions.OutputFormat
    let messages: ClaudeMessages
    /// Pieces of an answer are shown before the whole of it, in ``TaskOptions/OutputFormat/streamJSON``.
    let showsPieces: Bool

    /// Before the first request.
    func begin(model: String, directory: String, keySource: String, version: String) -> String {
        line(messages.begin(model: model, directory: directory, keySource: keySource, version: version))
    }

    /// What the program does now.
    func status(_ word: String) -> String { line(messages.status(word)) }

    /// A piece of an answer.
    func piece(_ event: AnswerEvent) -> String {
        switch format {
        case .text: if case .text(let text) = event { text } else { "" }
        case .json: ""
        case .streamJSON: showsPieces ? messages.event(event).map { line($0) } ?? "" : ""
        }
    }

    /// An answer, or as much of it as came.
    func answer(_ answer: Answer, model: String) -> String {
        answer.isEmpty ? "" : line(messages.assistant(answer, model: model))
    }

    /// The end.
    func end(_ result: RunResult) -> String {
        switch format {
        case .text: result.text.isEmpty || result.text.hasSuffix("\n") ? "" : "\n"
        case .json: "\(messages.result(result))\n"
        case .streamJSON:
            if case .failed(let failure) = result.ending {
                line(messages.error(failure)) + line(messages.result(result))
            } else {
                line(messages.result(result))
            }
        }
    }

    private func line(_ message: JSONValue) -> String {
        format == .streamJSON ? "\(message)\n" : ""
    }
}
