/// Why a variable of whoever starts a session is not the session's.
struct EnvironmentRule: Hashable, Sendable {
    /// What the variable speaks of.
    enum Subject: Hashable, Sendable {
        /// The terminal that the caller sits at: programs would speak to it instead of roost's.
        case terminal
        /// A multiplexer or an editor's terminal around the caller.
        case host
        /// A program that the caller was started by, and that marks its children.
        case program
        /// The caller's own shell, or where it was.
        case shell
    }

    let subject: Subject
    /// A name, or with a star at its end the beginning of names.
    let pattern: String

    private init(_ subject: Subject, _ pattern: String) {
        self.subject = subject
        self.pattern = pattern
    }

    /// Whether it is about a variable of this name.
    func matches(_ name: String) -> Bool {
        pattern.last == "*" ? name.hasPrefix(pattern.dropLast()) : name == pattern
    }

    /// All of them; what no rule names is the user's, and goes on.
    static let all: [EnvironmentRule] =
        terminals.map { EnvironmentRule(.terminal, $0) } + hosts.map { EnvironmentRule(.host, $0) }
        + programs.map { EnvironmentRule(.program, $0) } + shell.map { EnvironmentRule(.shell, $0) }

    /// What a terminal says of itself and of its abilities.
    private static let terminals: [String] = [
        "COLORTERM", "TERMCAP", "TERMINFO", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TERM_FEATURES",
        "TERM_SESSION_ID", "COLORFGBG", "LINES", "COLUMNS", "WINDOWID", "LC_TERMINAL",
        "LC_TERMINAL_VERSION", "VTE_VERSION", "GNOME_TERMINAL_*", "KONSOLE_*", "KITTY_*", "GHOSTTY_*",
        "ALACRITTY_*", "WEZTERM_*", "ITERM_*", "XTERM_*", "TERMINATOR_UUID", "TILIX_ID", "PTYXIS_*",
        "WT_SESSION", "WT_PROFILE_ID", "ConEmu*", "TERMINOLOGY", "MLTERM", "WARP_*", "TERMINAL_EMULATOR",
    ]

    /// What a multiplexer or an editor sets for its panes.
    private static let hosts: [String] = [
        "TMUX", "TMUX_PANE", "STY", "WINDOW", "ZELLIJ", "ZELLIJ_*", "DVTM", "DVTM_*", "ABDUCO_*", "BYOBU_*",
        "SHPOOL_*", "NVIM", "NVIM_LISTEN_ADDRESS", "VIM", "VIM_TERMINAL", "VIMRUNTIME", "MYVIMRC",
        "INSIDE_EMACS", "VSCODE_*", "ROOST_SESSION", "ROOST_SOCKET", "ROOST_TASK", "ROOST_BASH_*",
        "ROOST_ZDOTDIR",
    ]

    /// Marks of a run; what a person sets for such a program (CODEX_HOME, GEMINI_API_KEY) is not among them.
    private static let programs: [String] = [
        "CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_CODE_SSE_PORT", "CLAUDE_CODE_SESSION_ID",
        "CLAUDE_CODE_CHILD_SESSION", "CLAUDE_CODE_REMOTE*", "CODEX_SANDBOX*", "CODEX_CI", "CODEX_THREAD_ID",
        "CODEX_MANAGED_*", "CODEX_INTERNAL_*", "GEMINI_CLI", "GEMINI_CLI_NO_RELAUNCH", "GEMINI_PTY_INFO",
        "CURSOR_AGENT", "CURSOR_TRACE_ID", "CURSOR_CLI", "CURSOR_INVOKED_AS", "OPENCODE", "AI_AGENT",
    ]

    /// Where the caller was, and how deep in shells.
    private static let shell: [String] = ["PWD", "OLDPWD", "SHLVL", "_"]
}
