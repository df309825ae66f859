package import RoostDetect
package import RoostTasks

/// The description of a command-line program that roost knows: how to start it and what to look for.
package struct Provider: Sendable, Hashable {
    /// What `-p` takes and lists show.
    package var name: String
    /// The executables that are this program, the one to start first; empty for the user's shell.
    package var commands: [String]
    /// Arguments that every start gets.
    package var arguments: [String]
    /// Arguments with which it asks for no permission.
    package var fullAccess: [String]
    /// Arguments that resume a conversation, with `{id}` for its identifier; empty: it cannot.
    package var resume: [String]
    /// Arguments that resume the latest conversation of the working directory; empty: it cannot.
    package var resumeLatest: [String]
    /// Variables that it gets in addition.
    package var environment: [String: String]
    /// Variables that must not reach it.
    package var unset: [String]
    /// Variables of whoever starts it that reach it although roost would hold them back: names, or their beginnings
    /// with a star behind.
    package var pass: [String] = []
    /// One character for lists, instead of the sign of its state; nil: none.
    package var glyph: String?
    /// The provider whose detection rules apply to it, where it has none of its own; empty: none is named.
    package var detect: [String]
    /// What its screens mean; nil: what they mean with the provider that ``detect`` names.
    package var rules: RuleSet?
    /// Arguments with which it prints an answer and ends: it shows no screen and asks nobody then.
    package var printing: [String]
    /// It can run in a session; false: it does nothing but print answers, and only tasks are run with it.
    package var isInteractive: Bool
    /// What becomes of its sessions after a restart of the machine; nil: what `[restore]` says.
    package var restore: RestorePolicy?
    /// How it runs without a screen, as a person's file says it; nil: as roost knows it by itself, see ``printMode``.
    package var print: PrintMode?
    /// How its program, or that of the provider that ``detect`` names, runs without a screen by roost's own files.
    package var knownPrint: PrintMode?
    /// How it is made to report what it does; nil: it is not.
    package var hooks: ProviderHooks?
    /// The same for codex and its like, which want hooks in a form of their own; nil: they are not used.
    package var codexHooks: CodexHooks?
    /// What its tasks may do at once and cost, where that is not what `[tasks]` says for all providers.
    package var tasks = TaskShare()

    /// What the tasks of one provider may do; nil: as `[tasks]` of `config.toml` has it.
    package struct TaskShare: Hashable, Sendable {
        /// Tasks that run at once.
        package var concurrency: Int?
        /// What they may cost in a day, in cents; 0: no limit.
        package var dailyCents: Int?

        package init(concurrency: Int? = nil, dailyCents: Int? = nil) {
            self.concurrency = concurrency
            self.dailyCents = dailyCents
        }
    }

    package init(
        name: String, commands: [String], arguments: [String] = [], fullAccess: [String] = [],
        resume: [String] = [], resumeLatest: [String] = [], environment: [String: String] = [:],
        unset: [String] = [], glyph: String? = nil, detect: [String] = [],
        printing: [String] = [], isInteractive: Bool = true
    ) {
        self.name = name
        self.commands = commands
        self.arguments = arguments
        self.fullAccess = fullAccess
        self.resume = resume
        self.resumeLatest = resumeLatest
        self.environment = environment
        self.unset = unset
        self.glyph = glyph
        self.detect = detect
        self.printing = printing
        self.isInteractive = isInteractive
    }

    /// The name of the rules that tell what its screens mean, in ``ruleBook``.
    package var rulesName: String { rules != nil ? name : detect.first ?? name }

    /// The words to start it with.
    ///
    /// Words that resume come first, since for some programs they are a subcommand; then full access, then
    /// what the caller adds.
    ///
    /// - Parameters:
    ///   - arguments: What a person added.
    ///   - fullAccess: Without asking for permissions.
    ///   - resume: A conversation's identifier, empty for the latest one; nil: a new conversation. A program
    ///     that cannot resume, or not by identifier, starts as near to it as it can.
    /// - Returns: No words at all for the shell without arguments: the caller knows which shell.
    package func commandLine(arguments: [String], fullAccess: Bool, resume: String?) -> [String] {
        var words = commands.first.map { [$0] } ?? []
        if let resume {
            let byIdentifier = self.resume.map { $0.replacing("{id}", with: resume) }
            words += resume.isEmpty || byIdentifier.isEmpty ? resumeLatest : byIdentifier
        }
        words += self.arguments
        if fullAccess { words += self.fullAccess }
        return words + arguments
    }

    /// What reaches it whatever else is held back: what its file sets, and what it passes on.
    ///
    /// - Parameter environment: Of whoever starts it.
    /// - Returns: Variables that no rule takes away.
    package func given(of environment: [String: String]) -> [String: String] {
        let passed = environment.filter { name, _ in
            !unset.contains(name)
                && pass.contains { $0.last == "*" ? name.hasPrefix($0.dropLast()) : name == $0 }
        }
        return passed.merging(self.environment) { $1 }
    }

    /// The environment that it runs in.
    package func environment(over environment: [String: String]) -> [String: String] {
        environment.filter { !unset.contains($0.key) }.merging(self.environment) { $1 }
    }
}
