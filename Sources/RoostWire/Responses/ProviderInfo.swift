/// A provider as a client offers it.
package struct ProviderInfo: Codable, Hashable, Sendable {
    package var name: String
    /// The words that start it; none for the user's shell.
    package var command: [String]
    /// The words that let it ask for no permission; none if it has no such mode.
    package var fullAccess: [String]
    /// One character for lists, instead of the sign of its state.
    package var glyph: String?
    /// It takes up a conversation by its identifier; nil: a server of before this was told.
    package var resumes: Bool?
    /// Why it cannot be started: `FILE, line N, key K: CAUSE` of the mistake in its file.
    package var problem: String?

    package init(
        name: String, command: [String], fullAccess: [String] = [], glyph: String? = nil,
        resumes: Bool? = nil, problem: String? = nil
    ) {
        self.name = name
        self.command = command
        self.fullAccess = fullAccess
        self.glyph = glyph
        self.resumes = resumes
        self.problem = problem
    }

    private enum CodingKeys: String, CodingKey {
        case name, command
        case fullAccess = "full_access"
        case glyph, resumes, problem
    }
}
