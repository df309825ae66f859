import RoostConfig
import RoostModel
import RoostTerminal

/// The keys of actions, as the screen tells them.
enum KeyNames {
    /// The key after the prefix that does an action, the shortest name if there are several; nil if there is none.
    static func name(for action: Action, in configuration: Configuration) -> String? {
        configuration.prefixBindings.filter { $0.value == action }.map(\.key.name)
            .min { ($0.count, $0) < ($1.count, $1) }
    }

    /// The whole sequence, `C-b a`.
    static func sequence(for action: Action, in configuration: Configuration) -> String? {
        if let name = name(for: action, in: configuration) { return "\(configuration.prefix.name) \(name)" }
        return configuration.rootBindings.filter { $0.value == action }.map(\.key.name)
            .min { ($0.count, $0) < ($1.count, $1) }
    }
}
