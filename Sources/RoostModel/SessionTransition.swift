/// Something that happened to a session, besides what it printed and what was typed into it.
package struct SessionTransition: Hashable, Sendable {
    /// What is different from now on.
    package enum Change: Hashable, Sendable {
        /// It is in another state; `end` says how it came to one in which no child lives.
        case state(SessionState, end: EndReason? = nil)
        /// A person is needed; the text is redacted.
        case attention(Attention.Kind, text: String)
        /// The person is not needed for this any more; nil where an older version did not write down for what.
        case attentionOver(Attention.Kind?)
        /// It is in a state that its program or a person has named; nil: in none any more.
        case customState(String?)
        /// The terminal has another size, in cells.
        case resized(rows: Int, columns: Int)
        /// So many bytes of output are missing in the history.
        case outputLost(bytes: UInt64)
        /// It uses more memory than the configuration allows, both in bytes.
        case memoryLimit(used: Int, allowed: Int)
    }

    package var change: Change
    /// What told us, by the words of ``Attention/source``; nil where nobody needs to be told.
    package var source: String?

    /// Something that happened, and what told us of it.
    package init(_ change: Change, source: String? = nil) {
        self.change = change
        self.source = source
    }

    /// The part of the history that it belongs to; nil for a size, which belongs to the output.
    package var entryKind: HistoryEntry.Kind? {
        switch change {
        case .state(.error, _), .outputLost, .memoryLimit: .error
        case .attention(.authentication, _), .attentionOver(.authentication): .auth
        case .state, .attention, .attentionOver, .customState: .status
        case .resized: nil
        }
    }

    /// The key `text` of `roost history --json`.
    package var text: String {
        switch change {
        case .state(let state, let end):
            ([state.rawValue] + [end?.reason].compactMap(\.self)).joined(separator: ": ")
        case .attention(let kind, let text): "\(kind.rawValue): \(text)"
        case .attentionOver: "attention over"
        case .customState(let name?): "custom state \(name)"
        case .customState(nil): "custom state over"
        case .resized(let rows, let columns): "\(columns)x\(rows)"
        case .outputLost(let bytes): "\(bytes) bytes of output are lost"
        case .memoryLimit(let used, let allowed):
            "uses \(used >> 20) MB of memory; \(allowed >> 20) MB are allowed ([limits] in config.toml)"
        }
    }
}

// MARK: - JSON

/// An object with `kind`, `source` where there is one, and the values of the kind.
extension SessionTransition: Codable {
    private enum Kind: String, Codable {
        case state, attention
        case attentionOver = "attention_over"
        case customState = "custom_state"
        case resized
        case outputLost = "output_lost"
        case memoryLimit = "memory_limit"
    }

    private enum CodingKeys: String, CodingKey {
        case kind, source, state, end, attention, text, rows, columns, bytes, allowed, name
    }

    /// - Throws: `DecodingError` also for a kind that a later version has.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .state:
            change = .state(
                try container.decode(SessionState.self, forKey: .state),
                end: try container.decodeIfPresent(EndReason.self, forKey: .end))
        case .attention:
            change = .attention(
                try container.decode(Attention.Kind.self, forKey: .attention),
                text: try container.decode(String.self, forKey: .text))
        case .attentionOver:
            change = .attentionOver(try container.decodeIfPresent(Attention.Kind.self, forKey: .attention))
        case .customState:
            change = .customState(try container.decodeIfPresent(String.self, forKey: .name))
        case .resized:
            change = .resized(
                rows: try container.decode(Int.self, forKey: .rows),
                columns: try container.decode(Int.self, forKey: .columns))
        case .outputLost:
            change = .outputLost(bytes: try container.decode(UInt64.self, forKey: .bytes))
        case .memoryLimit:
            change = .memoryLimit(
                used: try container.decode(Int.self, forKey: .bytes),
                allowed: try container.decode(Int.self, forKey: .allowed))
        }
        source = try container.decodeIfPresent(String.self, forKey: .source)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch change {
        case .state(let state, let end):
            try container.encode(Kind.state, forKey: .kind)
            try container.encode(state, forKey: .state)
            try container.encodeIfPresent(end, forKey: .end)
        case .attention(let kind, let text):
            try container.encode(Kind.attention, forKey: .kind)
            try container.encode(kind, forKey: .attention)
            try container.encode(text, forKey: .text)
        case .attentionOver(let kind):
            try container.encode(Kind.attentionOver, forKey: .kind)
            try container.encodeIfPresent(kind, forKey: .attention)
        case .customState(let name):
            try container.encode(Kind.customState, forKey: .kind)
            try container.encodeIfPresent(name, forKey: .name)
        case .resized(let rows, let columns):
            try container.encode(Kind.resized, forKey: .kind)
            try container.encode(rows, forKey: .rows)
            try container.encode(columns, forKey: .columns)
        case .outputLost(let bytes):
            try container.encode(Kind.outputLost, forKey: .kind)
            try container.encode(bytes, forKey: .bytes)
        case .memoryLimit(let used, let allowed):
            try container.encode(Kind.memoryLimit, forKey: .kind)
            try container.encode(used, forKey: .bytes)
            try container.encode(allowed, forKey: .allowed)
        }
        try container.encodeIfPresent(source, forKey: .source)
    }
}
