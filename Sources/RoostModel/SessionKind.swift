/// What kind of program a session runs: it decides which keys are prompts, what the rows around it say and what a
/// person can do when it has ended.
package enum SessionKind: Hashable, Sendable {
    case shell
    /// Neither a shell nor a command line that a provider describes.
    case program
    /// An AI CLI, described by the provider of this name.
    case agent(String)

    /// Reads the name of a provider, `shell` or `program`.
    package init(provider: String) {
        switch provider {
        case "shell": self = .shell
        case "program": self = .program
        default: self = .agent(provider)
        }
    }

    /// The provider's name; `shell` for a shell, `program` for a program of no provider.
    package var provider: String {
        switch self {
        case .shell: "shell"
        case .program: "program"
        case .agent(let provider): provider
        }
    }

    /// True for an AI CLI.
    package var isAgent: Bool {
        if case .agent = self { true } else { false }
    }

    /// `shell`, `program` or `agent`: the key `kind` of `roost list --json`.
    package var word: String {
        switch self {
        case .shell, .program: provider
        case .agent: "agent"
        }
    }
}
