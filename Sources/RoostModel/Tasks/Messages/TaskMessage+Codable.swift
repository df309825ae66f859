/// An object with `kind`, `parent` where there is one, and the values of the kind.
extension TaskMessage: Codable {
    private enum Kind: String, Codable {
        case start, prompt, text, thinking, preview
        case toolCall = "tool_call"
        case toolResult = "tool_result"
        case status, denial, error, result, diagnostic, raw
    }

    private enum CodingKeys: String, CodingKey {
        case kind, parent, conversation, model, text, name, input, code, result, denial, cause, id
        case isPiece = "piece"
        case isThinking = "thinking"
        case isError = "is_error"
        case isFinal = "final"
    }

    /// - Throws: `DecodingError` also for a kind that a later version has.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys = .text) throws -> String {
            try container.decode(String.self, forKey: key)
        }
        func flag(_ key: CodingKeys) throws -> Bool {
            try container.decodeIfPresent(Bool.self, forKey: key) ?? false
        }
        switch try container.decode(Kind.self, forKey: .kind) {
        case .start:
            content = .start(
                conversation: try container.decodeIfPresent(String.self, forKey: .conversation),
                model: try container.decodeIfPresent(String.self, forKey: .model))
        case .prompt: content = .prompt(try text())
        case .text: content = .text(try text(), isPiece: try flag(.isPiece))
        case .thinking: content = .thinking(try text(), isPiece: try flag(.isPiece))
        case .preview: content = .preview(try text(), isThinking: try flag(.isThinking))
        case .toolCall: content = .toolCall(id: try text(.id), name: try text(.name), input: try text(.input))
        case .toolResult:
            content = .toolResult(id: try text(.id), output: try text(), isError: try flag(.isError))
        case .status: content = .status(try text())
        case .denial: content = .denial(try container.decode(TaskDenial.self, forKey: .denial))
        case .error:
            content = .error(
                try text(), code: try container.decodeIfPresent(String.self, forKey: .code),
                isFinal: try flag(.isFinal))
        case .result: content = .result(try container.decode(TaskResult.self, forKey: .result))
        case .diagnostic: content = .diagnostic(try text())
        case .raw: content = .raw(try text(), cause: try container.decode(RawCause.self, forKey: .cause))
        }
        parent = try container.decodeIfPresent(String.self, forKey: .parent)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func write(_ kind: Kind, _ text: String? = nil, _ flag: (CodingKeys, Bool)? = nil) throws {
            try container.encode(kind, forKey: .kind)
            try container.encodeIfPresent(text, forKey: .text)
            if let flag, flag.1 { try container.encode(true, forKey: flag.0) }
        }
        switch content {
        case .start(let conversation, let model):
            try write(.start)
            try container.encodeIfPresent(conversation, forKey: .conversation)
            try container.encodeIfPresent(model, forKey: .model)
        case .prompt(let text): try write(.prompt, text)
        case .text(let text, let isPiece): try write(.text, text, (.isPiece, isPiece))
        case .thinking(let text, let isPiece): try write(.thinking, text, (.isPiece, isPiece))
        case .preview(let text, let isThinking): try write(.preview, text, (.isThinking, isThinking))
        case .toolCall(let id, let name, let input):
            try write(.toolCall)
            try container.encode(id, forKey: .id)
            try container.encode(name, forKey: .name)
            try container.encode(input, forKey: .input)
        case .toolResult(let id, let output, let isError):
            try write(.toolResult, output, (.isError, isError))
            try container.encode(id, forKey: .id)
        case .status(let text): try write(.status, text)
        case .denial(let denial):
            try write(.denial)
            try container.encode(denial, forKey: .denial)
        case .error(let text, let code, let isFinal):
            try write(.error, text, (.isFinal, isFinal))
            try container.encodeIfPresent(code, forKey: .code)
        case .result(let result):
            try write(.result)
            try container.encode(result, forKey: .result)
        case .diagnostic(let text): try write(.diagnostic, text)
        case .raw(let text, let cause):
            try write(.raw, text)
            try container.encode(cause, forKey: .cause)
        }
        try container.encodeIfPresent(parent, forKey: .parent)
    }
}
