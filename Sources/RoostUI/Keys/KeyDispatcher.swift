import RoostConfig
import RoostModel
import RoostTerminal

/// Decides what a key is for: the prefix, a binding, or the program in the focused pane.
///
/// Touches no clock and no terminal; times are milliseconds of any clock that only goes forward.
struct KeyDispatcher {
    /// What the keys before have led to.
    enum State: Hashable {
        case ready
        /// The prefix key came; the next key is a binding.
        case prefix
        /// A binding that repeats was used: its like work without the prefix until then.
        case repeating(until: Int64)
    }

    /// What has to happen.
    enum Effect: Hashable {
        /// The key belongs to the program.
        case forward(Key)
        case perform(Command)
        /// The prefix key came: show what can follow, if nothing does for a while.
        case prefixBegan
        case prefixEnded
        /// Nothing is bound to this key after the prefix.
        case unbound(Key)
    }

    private(set) var state = State.ready
    /// Keys that are down and were not for the program: it must not hear of their release either.
    private var taken: Set<Key.Code> = []

    /// Takes the next key.
    mutating func handle(_ key: Key, at now: Int64, configuration: Configuration) -> [Effect] {
        if key.event == .release {
            return taken.remove(key.code) == nil && state != .prefix ? [.forward(key)] : []
        }
        if case .modifier = key.code { return state == .prefix ? [] : [.forward(key)] }
        let effects = press(key, at: now, configuration: configuration)
        if effects.contains(where: { if case .forward = $0 { true } else { false } }) {
            taken.remove(key.code)
        } else {
            taken.insert(key.code)
        }
        return effects
    }

    private mutating func press(_ key: Key, at now: Int64, configuration: Configuration) -> [Effect] {
        switch state {
        case .prefix:
            return [.prefixEnded] + follow(key, at: now, configuration: configuration)
        case .repeating(let end):
            state = .ready
            if now < end, let command = configuration.binding(for: key),
                configuration.isRepeatable(command)
            {
                return perform(command, at: now, configuration: configuration)
            }
            return press(key, at: now, configuration: configuration)
        case .ready:
            if configuration.isPrefix(key) {
                state = .prefix
                return [.prefixBegan]
            }
            if let command = configuration.rootBinding(for: key) {
                return perform(command, at: now, configuration: configuration)
            }
            return [.forward(key)]
        }
    }

    /// The key after the prefix.
    private mutating func follow(_ key: Key, at now: Int64, configuration: Configuration) -> [Effect] {
        state = .ready
        if let command = configuration.binding(for: key) {
            return perform(command, at: now, configuration: configuration)
        }
        if configuration.isPrefix(key) { return [.perform(CommandTable.command("send-prefix"))] }
        return key.code == .escape ? [] : [.unbound(key)]
    }

    private mutating func perform(
        _ command: Command, at now: Int64, configuration: Configuration
    ) -> [Effect] {
        if configuration.isRepeatable(command) {
            state = .repeating(until: now + Int64(configuration.repeatMilliseconds))
        }
        return [.perform(command)]
    }

    /// Forgets a prefix that was pressed: something else happened, a click or a dialog.
    mutating func reset() {
        state = .ready
    }
}
