import RoostConfig
import RoostTasks

/// The programs that roost brings along, as their files say it.
extension PrintMode {
    /// By the word for what they print, which is the provider's name but for cursor.
    static let builtIn: [String: PrintMode] = Dictionary(
        uniqueKeysWithValues: ProviderCatalog.builtIn.providers.compactMap { provider in
            provider.printMode.map { (provider.name == "cursor-agent" ? "cursor" : provider.name, $0) }
        })

    static let claude = of("claude")
    static let codex = of("codex")
    static let gemini = of("gemini")
    static let cursor = of("cursor")

    private static func of(_ name: String) -> PrintMode {
        builtIn[name] ?? PrintMode(command: ["no print mode of \(name)"])
    }
}
