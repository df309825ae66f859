import RoostConfig
import RoostTasks
import RoostWire

extension PrintMode {
    /// How a provider runs without a screen; see ``RoostConfig/Provider/printMode``.
    ///
    /// - Throws: ``Failure`` for a program whose print mode is not known.
    static func of(_ provider: Provider) throws(Failure) -> PrintMode {
        if let mode = provider.printMode { return mode }
        throw Failure(
            "run a task with \(provider.name)", cause: "its print mode is not known",
            advice: "choose another with -p, or describe it in [print] of providers/\(provider.name).toml")
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
