import RoostConfig
import RoostTasks
import RoostWire

extension PrintMode {
    /// How a provider runs without a screen: as the program whose rules apply to it does, under the provider's command.
    ///
    /// - Throws: ``Failure`` for a program whose print mode is not known.
    static func of(_ provider: Provider) throws(Failure) -> PrintMode {
        let names = [provider.name] + provider.detect
        let known = names.lazy.compactMap { builtIn[$0 == "cursor-agent" ? "cursor" : $0] }.first
        guard var mode = known, let program = provider.commands.first else {
            throw Failure(
                "run a task with \(provider.name)", cause: "its print mode is not known",
                advice: "choose another with -p; roost knows that of claude, codex, gemini and cursor-agent")
        }
        mode.command[0] = program
        mode.environment.merge(provider.environment) { $1 }
        return mode
    }
}

extension Failure {
    /// What a program's print mode cannot do.
    init(_ error: PrintModeError) {
        let words = "\(error)"
        let parts = words.split(separator: ": ", maxSplits: 1).map(String.init)
        self.init(
            String((parts.first ?? words).trimmingPrefix("cannot ")), cause: parts.count > 1 ? parts[1] : "",
            advice: nil)
    }
}
