import ArgumentParser
import RoostClient
import RoostConfig
import RoostWire

/// `roost config show`: every option, and where its value comes from.
struct ConfigShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print every option, where its value comes from, and the keys.")

    @Flag(name: .customLong("default"), help: "Print a config.toml that says the standard and what it means.")
    var isStandard = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if isStandard, output.json { throw ValidationError("'--default' is a file of its own, not JSON.") }
    }

    func run() throws {
        guard !isStandard else { return print(Configuration.standardDocument(), terminator: "") }
        let invocation = Invocation()
        let loaded = LoadedConfiguration.load(paths: invocation.paths, environment: invocation.environment)
        ConfigCheck.printErrors(loaded.problems)
        let settings = Settings(loaded, server: Self.valuesOfServer(invocation))
        try output.print(settings) { settings.text }
    }

    /// What a running server works with.
    ///
    /// Without one there is nothing that could differ.
    private static func valuesOfServer(_ invocation: Invocation) -> [String: String] {
        let report = try? invocation.ask(.server(.configuration), .never, timeout: .seconds(1)) { response in
            if case .configuration(let report) = response { report } else { nil }
        }
        return report?.values ?? [:]
    }
}
