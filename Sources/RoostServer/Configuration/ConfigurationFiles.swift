import RoostConfig
import RoostIO
import RoostModel

/// The server's half of the configuration, as its files are now.
struct ConfigurationFiles: Sendable {
    let loaded: LoadedConfiguration
    let catalog: ProviderCatalog
    /// Why it could not be remembered what was asked for; nil when it could.
    let failure: IOError?

    /// Reads `config.toml` and the providers, and remembers what was asked for.
    ///
    /// The environment decides only about the keys of copy mode, which are the clients' own.
    ///
    /// - Parameters:
    ///   - paths: Where they are.
    ///   - former: The providers in force, which a mistake in a file does not change.
    /// - Returns: What they say.
    static func load(_ paths: Paths, after former: ProviderCatalog? = nil) -> ConfigurationFiles {
        let loaded = LoadedConfiguration.load(paths: paths, environment: [:])
        let catalog = ProviderCatalog.load(paths: paths, after: former)
        do throws(IOError) {
            try remember(loaded.memory(paths: paths), at: paths.lastConfiguration)
            return ConfigurationFiles(loaded: loaded, catalog: catalog, failure: nil)
        } catch {
            return ConfigurationFiles(loaded: loaded, catalog: catalog, failure: error)
        }
    }

    /// Writes what is not there yet, durably; nil: there is nothing to remember.
    private static func remember(_ memory: [UInt8]?, at path: String) throws(IOError) {
        guard let memory else { return try Files.remove(path) }
        // What cannot be read is written anew.
        if let known = try? Files.readAll(path, maximum: memory.count), known == memory { return }
        try Files.writeAtomically(memory, to: path)
    }
}
