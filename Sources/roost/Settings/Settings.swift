import RoostConfig
import RoostModel
import RoostTerminal

/// The settings in force: the document of `roost config show --json`.
struct Settings: Encodable {
    /// One binding after the prefix, or without it.
    struct Binding: Encodable {
        let key: String
        let action: String
        let text: String
    }

    /// An option with all that is known of it.
    struct Option: Encodable {
        let name: String
        let value: ConfigValue
        let standard: ConfigValue
        /// Of the kinds of ``ConfigOption/Kind``: flag, number, text, key, choice.
        let kind: String
        let minimum: Int?
        let maximum: Int?
        let choices: [String]?
        let effect: ConfigOption.Effect
        let text: String
        /// `standard`; `file`, with a line; or `last`: kept since the file has mistakes.
        let source: String
        let line: Int?
        /// What the running server works with, where that is something else.
        let server: String?
    }

    /// Every value by its option's name.
    let settings: [String: ConfigValue]
    let options: [Option]
    let keys: [Binding]
    /// The keys of copy mode.
    let copyKeys: [Binding]
    /// All commands that a key can be bound to, with the words that they take.
    let actions: [String]
    /// The same for keys of copy mode.
    let copyActions: [String]

    /// Takes a configuration apart.
    ///
    /// - Parameters:
    ///   - loaded: As the files are now.
    ///   - server: What the running server works with, by the options' names; empty without one.
    init(_ loaded: LoadedConfiguration, server: [String: String] = [:]) {
        let configuration = loaded.configuration
        options = ConfigOption.all.map { option in
            Option(option, option.value(configuration), loaded.source(of: option), server[option.name])
        }
        settings = Dictionary(uniqueKeysWithValues: options.map { ($0.name, $0.value) })
        actions = CommandTable.specs.filter(\.isOnScreen).map {
            "\($0.name) \($0.usage(in: .screen))".trimmingBlanks
        }
        keys = configuration.described.map {
            Binding(key: $0.keys, action: $0.command.text, text: $0.command.help)
        }
        copyKeys = configuration.describedCopyBindings.map {
            Binding(key: $0.key, action: $0.spec.name, text: $0.spec.help)
        }
        copyActions = CopyCommandTable.specs.map(\.name)
    }

    /// Aligned lines: the options, then the keys.
    var text: String {
        var table = Table(["SETTING", "VALUE", "FROM"])
        for option in options { table.add([option.name, option.value.text, option.origin]) }
        let keyTable = Self.table("KEY", keys)
        let copyTable = Self.table("KEY IN COPY MODE", copyKeys)
        let lists = [("ACTIONS", actions), ("ACTIONS IN COPY MODE", copyActions)].map { title, names in
            "\(title)\n\(names.joined(separator: "\n"))\n"
        }
        return ([table.text, keyTable, copyTable] + lists).joined(separator: "\n")
    }

    private static func table(_ title: String, _ bindings: [Binding]) -> String {
        var table = Table([title, "ACTION", "MEANING"])
        for binding in bindings { table.add([binding.key, binding.action, binding.text]) }
        return table.text
    }
}

extension Settings.Option {
    init(
        _ option: ConfigOption, _ value: ConfigValue, _ source: LoadedConfiguration.Source, _ server: String?
    ) {
        name = option.name
        self.value = value
        standard = option.value(.standard)
        (kind, minimum, maximum, choices) =
            switch option.kind {
            case .flag: ("flag", nil, nil, nil)
            case .number(let range): ("number", range.lowerBound, range.upperBound, nil)
            case .text: ("text", nil, nil, nil)
            case .key: ("key", nil, nil, nil)
            case .choice(let words): ("choice", nil, nil, words)
            }
        effect = option.effect
        text = option.summary
        (self.source, line) =
            switch source {
            case .standard: ("standard", nil)
            case .file(let line): ("file", line)
            case .last: ("last", nil)
            }
        // A client decides for itself about what is its own.
        self.server = option.effect != .client && server != value.text ? server : nil
    }

    /// Where the value comes from, in words.
    fileprivate var origin: String {
        let place =
            switch source {
            case "file": "line \(line ?? 0)"
            case "last": "until mended"
            default: "-"
            }
        guard let server else { return place }
        let how = effect == .restart ? "until it is restarted" : "until \"roost config reload\""
        return "\(place), but the server works with \(server) \(how)"
    }
}
