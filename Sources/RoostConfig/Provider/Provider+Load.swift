package import RoostModel

/// A provider file, `providers/NAME.toml`. A built-in provider of that name keeps what the file does not say.
///
/// ```toml
/// commands = ["opencode"]
/// arguments = []                     # always
/// full_access = ["--yes"]
/// resume = ["--session", "{id}"]
/// resume_latest = ["--continue"]
/// unset = ["SOME_VARIABLE"]
/// glyph = "o"
/// detect = ["claude"]                # the names of detection rules
/// restore = "resume"                 # after a restart of the machine; or ask, restart, shell
/// [environment]
/// OPENCODE_THEME = "system"
/// ```
extension Provider {
    /// All providers: the built-in ones in their order, then the user's by name.
    ///
    /// - Throws: The first problem of a file.
    package static func all(paths: Paths) throws(ConfigError) -> [Provider] {
        let (providers, problems) = read(paths)
        if let problem = problems.first { throw problem }
        return providers
    }

    /// One provider by name.
    ///
    /// - Throws: The first problem of its file, or that there is no such provider.
    package static func load(name: String, paths: Paths) throws(ConfigError) -> Provider {
        let (providers, problems) = read(paths)
        let file = folder(paths) + "/\(name).toml"
        if let problem = problems.first(where: { $0.file == file }) { throw problem }
        guard let provider = providers.first(where: { $0.name == name }) else {
            throw ConfigError(
                file: file, cause: "there is no provider \"\(name)\"",
                advice: "\"roost provider list\" names the providers there are")
        }
        return provider
    }

    /// Every problem of the user's provider files.
    static func check(paths: Paths) -> [ConfigError] { read(paths).problems }

    private static func folder(_ paths: Paths) -> String { paths.config + "/providers" }

    private static func read(_ paths: Paths) -> (providers: [Provider], problems: [ConfigError]) {
        var providers = builtIn
        var problems: [ConfigError] = []
        for file in TextFile.tomlFiles(in: folder(paths)) {
            let index = providers.firstIndex { $0.name == file.name }
            do {
                guard let text = try TextFile.read(file.path) else { continue }
                let base = index.map { providers[$0] } ?? Provider(name: file.name, commands: [file.name])
                let (provider, found) = try parse(text, file: file.path, base: base)
                problems += found
                if let index { providers[index] = provider } else { providers.append(provider) }
            } catch {
                problems.append(error)
            }
        }
        return (providers, problems)
    }

    /// Reads a provider's text over `base`.
    static func parse(
        _ text: String, file: String, base: Provider
    ) throws(ConfigError) -> (Provider, [ConfigError]) {
        var provider = base
        var reader = try TableReader(text, file: file)
        if let commands = reader.strings("commands") {
            if commands.isEmpty || commands.contains("") {
                reader.report("commands", "it names no executable")
            } else {
                provider.commands = commands
            }
        }
        reader.strings("arguments").map { provider.arguments = $0 }
        reader.strings("full_access").map { provider.fullAccess = $0 }
        if let resume = reader.strings("resume") {
            if resume.isEmpty || resume.contains(where: { $0.contains("{id}") }) {
                provider.resume = resume
            } else {
                reader.report("resume", "no word has {id}, the place of the conversation's identifier")
            }
        }
        reader.strings("resume_latest").map { provider.resumeLatest = $0 }
        reader.strings("unset").map { provider.unset = $0 }
        reader.strings("detect").map { provider.detect = $0 }
        reader.choice("restore").map { provider.restore = $0 }
        if let glyph = reader.string("glyph") {
            if glyph.count == 1 {
                provider.glyph = glyph
            } else {
                reader.report("glyph", "\"\(glyph)\" is not one character")
            }
        }
        reader.table("environment") { table in
            for name in table.keys {
                guard let value = table.string(name) else { continue }
                if name.isEmpty || name.contains("=") {
                    table.report(name, "not the name of a variable")
                } else {
                    provider.environment[name] = value
                }
            }
        }
        return (provider, reader.finish())
    }
}
