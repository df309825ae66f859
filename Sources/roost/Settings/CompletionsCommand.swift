import ArgumentParser

/// `roost completions`: what a shell needs to complete roost's words.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script of a shell.",
        discussion: """
            bash: roost completions bash > ~/.local/share/bash-completion/completions/roost
            zsh:  roost completions zsh > "${fpath[1]}/_roost"
            fish: roost completions fish > ~/.config/fish/completions/roost.fish
            """)

    /// The shells that there are scripts for.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish

        var completionShell: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run() {
        print(Roost.completionScript(for: shell.completionShell))
    }
}
