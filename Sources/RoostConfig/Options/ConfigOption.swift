internal import RoostTerminal

/// One key of `config.toml`, with all that follows from it: how it is read and checked, shown, documented, written
/// down and applied anew while roost runs.
///
/// ``all`` is the only list of options. To add one is to add its property to ``Configuration`` and a line there.
package struct ConfigOption: Sendable {
    /// What can be written.
    package enum Kind: Hashable, Sendable {
        /// `true` or `false`.
        case flag
        /// A whole number in a range; its unit is part of the option's name.
        case number(ClosedRange<Int>)
        case text
        /// The name of a key, such as `C-b`.
        case key
        /// One of some words.
        case choice([String])
    }

    /// When a changed value counts.
    package enum Effect: String, Codable, CaseIterable, Hashable, Sendable {
        /// As soon as a client reads the configuration again; it is nothing to the server.
        case client
        /// As soon as the server reads the configuration again.
        case live
        /// For sessions that start after it was read again.
        case newSessions = "new_sessions"
        /// When the server starts the next time (`roost server upgrade`).
        case restart
    }

    /// The key with its table, such as `limits.memory_mb`.
    package let name: String
    package let kind: Kind
    package let effect: Effect
    /// What it does, for a person: a clause without a capital and a full stop.
    package let summary: String
    /// The value that a configuration has.
    package let value: @Sendable (Configuration) -> ConfigValue
    /// Gives a configuration a value that fits ``kind``; false for one that does not.
    let set: @Sendable (ConfigValue, inout Configuration) -> Bool

    /// The table it stands in.
    package var table: String { String(name.prefix { $0 != "." }) }
    /// Its name within the table.
    package var key: String { String(name.drop { $0 != "." }.dropFirst()) }

    /// The option of a name.
    package static func named(_ name: String) -> ConfigOption? { all.first { $0.name == name } }

    /// The options whose values differ between two configurations.
    package static func differing(_ one: Configuration, _ other: Configuration) -> [ConfigOption] {
        all.filter { $0.value(one) != $0.value(other) }
    }

    /// Takes this option's value over from another configuration.
    package func copy(from source: Configuration, to target: inout Configuration) {
        let isTaken = set(value(source), &target)
        assert(isTaken, "\(name) takes what it gives")
    }
}

// MARK: - Kinds of entries

extension ConfigOption {
    /// Where the value of an option lies.
    typealias Path<Value> = any WritableKeyPath<Configuration, Value> & Sendable

    static func flag(
        _ name: String, _ path: Path<Bool>, _ summary: String,
        effect: Effect = .live
    ) -> ConfigOption {
        ConfigOption(
            name: name, kind: .flag, effect: effect, summary: summary,
            value: { .flag($0[keyPath: path]) },
            set: { value, configuration in
                guard case .flag(let flag) = value else { return false }
                configuration[keyPath: path] = flag
                return true
            })
    }

    /// A whole number; `unit` is how much of the property one of the written number is, 2^20 bytes for `mb`.
    static func number(
        _ name: String, _ path: Path<Int>, in range: ClosedRange<Int>,
        unit: Int = 1, _ summary: String, effect: Effect = .live
    ) -> ConfigOption {
        ConfigOption(
            name: name, kind: .number(range), effect: effect, summary: summary,
            value: { .number($0[keyPath: path] / unit) },
            set: { value, configuration in
                guard case .number(let number) = value, range.contains(number) else { return false }
                configuration[keyPath: path] = number * unit
                return true
            })
    }

    static func text(
        _ name: String, _ path: Path<String>, _ summary: String,
        effect: Effect = .live
    ) -> ConfigOption {
        ConfigOption(
            name: name, kind: .text, effect: effect, summary: summary,
            value: { .text($0[keyPath: path]) },
            set: { value, configuration in
                guard case .text(let text) = value else { return false }
                configuration[keyPath: path] = text
                return true
            })
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ path: Path<Choice>, _ summary: String,
        effect: Effect = .live
    ) -> ConfigOption {
        ConfigOption(
            name: name, kind: .choice(Choice.allCases.map(\.rawValue)), effect: effect, summary: summary,
            value: { .text($0[keyPath: path].rawValue) },
            set: { value, configuration in
                guard case .text(let word) = value, let choice = Choice(rawValue: word) else { return false }
                configuration[keyPath: path] = choice
                return true
            })
    }

    /// The prefix key, which decides about the standard bindings as well.
    static func prefix(_ name: String, _ summary: String) -> ConfigOption {
        ConfigOption(
            name: name, kind: .key, effect: .client, summary: summary,
            value: { .text($0.prefix.name) },
            set: { value, configuration in
                guard case .text(let name) = value, let key = Key(name: name) else { return false }
                configuration.setPrefix(key.chord)
                return true
            })
    }
}
