import RoostModel

/// Messages of a task that are read as one: a text with its pieces, a tool call, lines of standard error.
struct TranscriptBlock: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Another attempt begins.
        case attempt(Int)
        case start
        case prompt, text, thinking
        case toolCall(name: String)
        case toolResult(isError: Bool)
        case status, denial
        /// Not final: the program goes on and tries again.
        case error(isFinal: Bool)
        /// The end, with what is known of it in a line.
        case result(facts: String, isError: Bool)
        case diagnostic
        /// What is not understood, and why.
        case raw(cause: String)
    }

    /// The number of its first message: its name as long as that is there.
    let number: Int
    /// The number of its last message; with ``number`` it says which text it has.
    private(set) var last: Int
    let at: Timestamp
    let kind: Kind
    /// What it says, as it was said; JSON for a tool call.
    private(set) var text: String
    /// A sub-agent said it.
    let isNested: Bool

    init(number: Int, at: Timestamp, kind: Kind, text: String, isNested: Bool = false) {
        self.number = number
        last = number
        self.at = at
        self.kind = kind
        self.text = text
        self.isNested = isNested
    }

    /// A text is cut into blocks of this length, about, so that a piece more costs little: each is rendered anew then.
    private static let fullLength = 16 << 10
    private static let longestLength = 64 << 10

    /// What comes next begins another block: between two lines, and not within code between fences.
    var isFull: Bool {
        let length = text.utf8.count
        guard length > Self.fullLength, text.last?.isNewline == true else { return false }
        if length > Self.longestLength { return true }
        let fences = text.split(whereSeparator: \.isNewline).count {
            $0.drop { $0 == " " }.hasPrefix("```") || $0.drop { $0 == " " }.hasPrefix("~~~")
        }
        return fences.isMultiple(of: 2)
    }

    /// Takes what goes on this block.
    mutating func extend(with more: String, until number: Int) {
        text += more
        last = number
    }

    /// A person sees only its first line before they want more.
    var isFoldable: Bool {
        switch kind {
        case .thinking, .toolCall, .toolResult, .raw: true
        case .diagnostic: text.contains(where: \.isNewline)
        case .attempt, .start, .prompt, .text, .status, .denial, .error, .result: false
        }
    }

    /// It stands apart from what is around it.
    var isSpacious: Bool {
        switch kind {
        case .attempt, .prompt, .text, .result: true
        case .start, .thinking, .toolCall, .toolResult, .status, .denial, .error, .diagnostic, .raw: false
        }
    }
}

/// Makes blocks of messages, which come in their order.
struct TranscriptBlocks: Hashable, Sendable {
    private(set) var blocks: [TranscriptBlock] = []
    private var attempt: Int?

    init(_ entries: some Sequence<TaskLogEntry> = []) {
        for entry in entries { append(entry) }
    }

    /// Takes the next message.
    mutating func append(_ entry: TaskLogEntry) {
        if let attempt, attempt != entry.attempt {
            blocks.append(
                TranscriptBlock(
                    number: -entry.number, at: entry.at, kind: .attempt(entry.attempt), text: ""))
        }
        attempt = entry.attempt
        guard let (kind, text, joint) = Self.content(of: entry.message) else { return }
        let isNested = entry.message.parent != nil
        if let joint, let index = blocks.indices.last, blocks[index].kind == kind,
            blocks[index].isNested == isNested, !blocks[index].isFull
        {
            return blocks[index].extend(with: joint + text, until: entry.number)
        }
        // The end often repeats what was said last.
        if case .result = kind, let index = blocks.lastIndex(where: { $0.kind == .text }),
            blocks[index].text.trimmingBlanks == text.trimmingBlanks
        {
            return add(entry, kind, "", isNested)
        }
        add(entry, kind, text, isNested)
    }

    private mutating func add(
        _ entry: TaskLogEntry, _ kind: TranscriptBlock.Kind, _ text: String, _ isNested: Bool
    ) {
        blocks.append(
            TranscriptBlock(number: entry.number, at: entry.at, kind: kind, text: text, isNested: isNested))
    }

    /// What a message is; nil for one that is not shown.
    ///
    /// `joint` is what comes between it and a block of its kind that it goes on; nil: it stands alone.
    private static func content(
        of message: TaskMessage
    ) -> (kind: TranscriptBlock.Kind, text: String, joint: String?)? {
        switch message.content {
        case .start(let conversation, let model):
            let text = [model, conversation].compactMap(\.self).joined(separator: ", ")
            return (.start, text, nil)
        case .prompt(let text): return (.prompt, text, nil)
        case .text(let text, let isPiece): return (.text, text, isPiece ? "" : nil)
        case .thinking(let text, let isPiece): return (.thinking, text, isPiece ? "" : nil)
        case .preview: return nil
        case .toolCall(_, let name, let input): return (.toolCall(name: name), input, nil)
        case .toolResult(_, let output, let isError): return (.toolResult(isError: isError), output, nil)
        case .status(let text): return (.status, text, "\n")
        case .denial(let denial):
            let input = denial.input.map { ToolInput($0).summary } ?? ""
            let what = [denial.tool, input].filter { !$0.isEmpty }.joined(separator: " ")
            return (.denial, [what, denial.reason].compactMap(\.self).joined(separator: ": "), nil)
        case .error(let text, let code, let isFinal):
            return (.error(isFinal: isFinal), code.map { "\(text) (\($0))" } ?? text, nil)
        case .result(let result):
            let facts = TaskLabel.facts(
                turns: result.turns, tokens: result.usage.total, cost: result.cost,
                milliseconds: result.durationMilliseconds.map { Int64($0) })
            let text = ([result.text].compactMap(\.self) + result.errors).joined(separator: "\n")
            return (.result(facts: facts, isError: result.isError), text, nil)
        case .diagnostic(let text): return (.diagnostic, text, "\n")
        case .raw(let text, let cause):
            return (.raw(cause: cause.rawValue.replacing("_", with: " ")), text, "\n")
        }
    }
}
