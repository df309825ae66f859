package import RoostModel

/// All providers: the built-in ones, and those of the files `providers/*.toml`.
///
/// A file with a mistake costs its own provider alone: that one is listed with what is wrong, and is not started.
package struct ProviderCatalog: Sendable {
    /// A mistake, and whose it is.
    package struct Problem: Hashable, Sendable {
        /// Nil: the folder could not be read, which costs all providers but the built-in ones.
        package var provider: String?
        package var error: ConfigError
    }

    /// The built-in ones in their order, then the user's by name.
    ///
    /// One with a mistake has the good part of its file.
    package private(set) var providers: [Provider]
    /// By file, then by line.
    package private(set) var problems: [Problem]

    /// What roost knows by itself.
    package static let builtIn = ProviderCatalog(providers: Provider.builtIn, problems: [])

    /// Reads the files of the folder `providers`.
    package static func load(paths: Paths) -> ProviderCatalog {
        var catalog = builtIn
        do throws(ConfigError) {
            for file in try TextFile.tomlFiles(in: folder(paths)) { catalog.read(file.name, file.path) }
        } catch {
            catalog.problems.append(Problem(provider: nil, error: error))
        }
        return catalog
    }

    /// The provider of a name, whether it can be started or not.
    package func named(_ name: String) -> Provider? { providers.first { $0.name == name } }

    /// What is wrong with a provider, for whoever wants to start it.
    package func problem(of name: String) -> ConfigError? {
        problems.first { $0.provider == name || ($0.provider == nil && named(name) == nil) }?.error
    }

    /// A provider that can be started.
    ///
    /// - Throws: The first mistake of its file, or that there is no such provider.
    package func provider(_ name: String, paths: Paths) throws(ConfigError) -> Provider {
        if let problem = problem(of: name) { throw problem }
        guard let provider = named(name) else {
            let near = Spelling.nearest(to: name, among: providers.map(\.name)).map {
                "; did you mean \($0)?"
            }
            throw ConfigError(
                file: Self.folder(paths) + "/\(name).toml",
                cause: "there is no provider \"\(name)\"" + (near ?? ""),
                advice: "\"roost provider list\" names the providers there are")
        }
        return provider
    }

    private static func folder(_ paths: Paths) -> String { paths.config + "/providers" }

    private mutating func read(_ name: String, _ path: String) {
        let index = providers.firstIndex { $0.name == name }
        var provider = index.map { providers[$0] } ?? Provider(name: name, commands: [name])
        do throws(ConfigError) {
            guard let text = try TextFile.read(path) else { return }
            let (read, found) = try Provider.parse(text, file: path, base: provider)
            provider = read
            problems += found.map { Problem(provider: name, error: $0) }
        } catch {
            problems.append(Problem(provider: name, error: error))
        }
        if let index { providers[index] = provider } else { providers.append(provider) }
    }
}
