import FoundationEssentials
import RoostConfig
import RoostDetect

/// A provider as words: an element of `roost provider list --json`.
struct ProviderDescription: Encodable {
    let name: String
    let commands: [String]
    let arguments: [String]
    let fullAccess: [String]
    let resume: [String]
    let resumeLatest: [String]
    /// What looks like a secret is masked.
    let environment: [String: String]
    let unset: [String]
    let pass: [String]
    let detect: [String]
    /// The names of its own detection rules, in the order in which they are tried.
    let rules: [String]
    /// What becomes of its sessions after a restart of the machine; nil: as `[restore]` says.
    let restore: String?
    /// How it runs without a screen, by the keys of `[print]`; nil: nobody knows, and `roost run` refuses it.
    let print: [String: [String]]?
    /// Tasks of it that run at once; nil: as `[tasks]` says.
    let taskConcurrency: Int?
    /// What its tasks may cost in a day; nil: as `[tasks]` says.
    let taskBudgetCents: Int?
    /// Where the first of its commands is that there is; nil if there is none.
    let installed: String?
    /// The mistake in its file for which it is not started; nil: all is well.
    let problem: String?

    private enum CodingKeys: String, CodingKey {
        case name, commands, arguments
        case fullAccess = "full_access"
        case resume
        case resumeLatest = "resume_latest"
        case environment, unset, pass, detect, rules, restore, print
        case taskConcurrency = "task_concurrency"
        case taskBudgetCents = "task_budget_cents"
        case installed, problem
    }

    /// Takes a provider apart, and looks for its program in `path`.
    init(_ provider: Provider, path: String?, problem: ConfigError? = nil) {
        self.problem = problem.map { "\($0)" }
        name = provider.name
        commands = provider.commands
        arguments = provider.arguments
        fullAccess = provider.fullAccess
        resume = provider.resume
        resumeLatest = provider.resumeLatest
        let redactor = Redactor()
        environment = Dictionary(
            uniqueKeysWithValues: provider.environment.map { name, value in
                let text = "\(name)=\(value)"
                return (name, redactor.redact(text) == text ? value : Redactor.mask)
            })
        unset = provider.unset
        pass = provider.pass
        detect = provider.detect
        rules = provider.rules?.rules.map(\.name) ?? []
        restore = provider.restore?.rawValue
        print = provider.printMode.map { Dictionary($0.lines.map { ($0.key, $0.words) }) { $1 } }
        taskConcurrency = provider.tasks.concurrency
        taskBudgetCents = provider.tasks.dailyCents
        let folders = (path ?? "").split(separator: ":").map(String.init)
        installed = provider.commands.lazy.flatMap { command in
            command.contains("/") ? [command] : folders.map { $0 + "/" + command }
        }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
