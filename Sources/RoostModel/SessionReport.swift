/// What a program in a session says of itself: `roost event`, by hand or as a hook of an AI CLI.
package struct SessionReport: Codable, Hashable, Sendable {
    /// What it does now: ``SessionState/processing`` or ``SessionState/waitingInput``; nil: nothing is said of that.
    package var state: SessionState?
    /// Why it needs a person; nil: it needs nobody.
    package var attention: Attention.Kind?
    /// What it asks, or what it said last.
    package var text: String
    /// A prompt that it took just now.
    package var prompt: String?
    /// The conversation that it has; nil: nothing is said of that.
    package var conversation: SessionConversation?
    /// A person has stopped the turn: its end is no news; nil is no.
    package var isInterrupted: Bool?
    /// Milliseconds after which none of this counts any more; nil: it counts until the next report.
    package var lifeMilliseconds: Int64?

    package init(
        state: SessionState? = nil, attention: Attention.Kind? = nil, text: String = "",
        prompt: String? = nil,
        lifeMilliseconds: Int64? = nil
    ) {
        self.state = state
        self.attention = attention
        self.text = text
        self.prompt = prompt
        self.lifeMilliseconds = lifeMilliseconds
    }

    private enum CodingKeys: String, CodingKey {
        case state, attention, text, prompt, conversation
        case isInterrupted = "interrupted"
        case lifeMilliseconds = "life_ms"
    }
}
