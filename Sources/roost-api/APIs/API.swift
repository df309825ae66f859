/// The HTTP APIs that can be asked, by the names that `--provider` takes.
enum API: String, CaseIterable, Sendable {
    /// https://platform.claude.com/docs/en/api/messages
    case anthropic
    /// https://platform.openai.com/docs/api-reference/chat, which many other servers speak, too.
    case openai
    /// https://ai.google.dev/api/generate-content
    case gemini

    /// Variables that may hold the key; the first one that is set counts.
    var keyVariables: [String] {
        switch self {
        case .anthropic: ["ANTHROPIC_API_KEY"]
        case .openai: ["OPENAI_API_KEY"]
        case .gemini: ["GEMINI_API_KEY", "GOOGLE_API_KEY"]
        }
    }

    /// The variable that leads to another server.
    var baseVariable: String {
        switch self {
        case .anthropic: "ANTHROPIC_BASE_URL"
        case .openai: "OPENAI_BASE_URL"
        case .gemini: "GEMINI_BASE_URL"
        }
    }

    /// The variable that names a model where nothing else does.
    var modelVariable: String {
        switch self {
        case .anthropic: "ANTHROPIC_MODEL"
        case .openai: "OPENAI_MODEL"
        case .gemini: "GEMINI_MODEL"
        }
    }

    /// Where it is, if ``baseVariable`` does not say.
    var defaultBase: String {
        switch self {
        case .anthropic: "https://api.anthropic.com"
        case .openai: "https://api.openai.com/v1"
        case .gemini: "https://generativelanguage.googleapis.com"
        }
    }

    /// Its words, at the beginning of an answer.
    func makeDialect() -> any APIDialect {
        switch self {
        case .anthropic: AnthropicDialect()
        case .openai: OpenAIDialect()
        case .gemini: GeminiDialect()
        }
    }
}
