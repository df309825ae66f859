package import RoostModel

/// All providers: the built-in ones, and those of the files `providers/*.toml`.
///
/// A file with a mistake costs its own provider alone: that one is listed with what is wrong, and is not started. What
/// runs already is looked at by the form that was good last, or by the built-in one.
package struct ProviderCatalog: Sendable {
    /// A mistake, and whose it is.
    package struct Problem: Hashable, Sendable {
        /// Nil: the folder could not be read, which costs all providers but the built-in ones.
        package var provider: String?
        package var error: ConfigError
    }

    /// The built-in ones in their order, then the user's by name.
    ///
    /// One with a mistake is as it was before it, or has the good part of its file if it was never good.
    package private(set) var providers: [Provider]
    /// By file, then by line.
    package private(set) var problems: [Problem]
    /// Those among `providers` that are as a file without a mistake has them.
    private var good: Set<String> = []

    init(providers: [Provider], problems: [Problem]) {
        self.providers = providers
        self.problems = problems
    }

    /// Reads the files of the folder `providers`, those that change a built-in provider first: others may name it.
    ///
    /// - Parameters:
    ///   - paths: Where they are.
    ///   - former: What was read before; a provider whose file has a mistake now stays as it is there.
    /// - Returns: All providers, and what is wrong with them.
    package static func load(paths: Paths, after former: ProviderCatalog? = nil) -> ProviderCatalog {
        var catalog = builtIn
        do throws(ConfigError) {
            let files = try TextFile.tomlFiles(in: folder(paths))
            let names = Set(catalog.providers.map(\.name))
            for file in files where names.contains(file.name) { catalog.read(file.name, file.path, former) }
            for file in files where !names.contains(file.name) { catalog.read(file.name, file.path, former) }
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

    private mutating func read(_ name: String, _ path: String, _ former: ProviderCatalog?) {
        let base = named(name) ?? Provider(name: name, commands: [name])
        do throws(ConfigError) {
            guard let text = try TextFile.read(path) else { return }
            read(text, file: path, over: base, former)
        } catch {
            problems.append(Problem(provider: name, error: error))
            put(base, former)
        }
    }

    /// Reads one provider's text.
    mutating func read(_ text: String, file: String, over base: Provider, _ former: ProviderCatalog? = nil) {
        do throws(ConfigError) {
            let others = providers.filter { $0.name != base.name }
            let (provider, found) = try Provider.parse(text, file: file, base: base, among: others)
            problems += found.map { Problem(provider: base.name, error: $0) }
            guard found.isEmpty else { return put(named(base.name) ?? provider, former) }
            replace(provider)
            good.insert(base.name)
        } catch {
            problems.append(Problem(provider: base.name, error: error))
            put(base, former)
        }
    }

    /// Takes what was good before a mistake, else `rest`.
    private mutating func put(_ rest: Provider, _ former: ProviderCatalog?) {
        guard let former, former.good.contains(rest.name), let provider = former.named(rest.name) else {
            return replace(rest)
        }
        replace(provider)
        good.insert(rest.name)
    }

    private mutating func replace(_ provider: Provider) {
        guard let index = providers.firstIndex(where: { $0.name == provider.name }) else {
            return providers.append(provider)
        }
        providers[index] = provider
    }

    /// The same as what roost knows by itself, which a person's file changes.
    var asKnown: ProviderCatalog {
        var known = self
        for index in known.providers.indices {
            known.providers[index].knownPrint = known.providers[index].print
            known.providers[index].print = nil
        }
        return known
    }
}
