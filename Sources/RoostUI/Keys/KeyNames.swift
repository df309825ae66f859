import RoostConfig
import RoostModel
import RoostTerminal

/// The keys of commands, as the screen tells them.
enum KeyNames {
    /// The key after the prefix that gives a command, the shortest name if there are several; nil if there is none.
    static func name(for command: String, in configuration: Configuration) -> String? {
        shortest(command, in: configuration.prefixBindings)
    }

    /// The whole sequence, `C-b a`.
    static func sequence(for command: String, in configuration: Configuration) -> String? {
        if let name = name(for: command, in: configuration) { return "\(configuration.prefix.name) \(name)" }
        return shortest(command, in: configuration.rootBindings)
    }

    private static func shortest(_ command: String, in bindings: [Key: Command]) -> String? {
        bindings.filter { $0.value.text == command }.map(\.key.name)
            .min { ($0.count, $0) < ($1.count, $1) }
    }
}
