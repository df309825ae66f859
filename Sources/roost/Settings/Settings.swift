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

    /// A word, number or truth.
    enum Value: Encodable {
        case flag(Bool)
        case number(Int)
        case text(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .flag(let value): try container.encode(value)
            case .number(let value): try container.encode(value)
            case .text(let value): try container.encode(value)
            }
        }

        var text: String {
            switch self {
            case .flag(let value): "\(value)"
            case .number(let value): "\(value)"
            case .text(let value): value
            }
        }
    }

    let settings: [String: Value]
    let keys: [Binding]
    /// All commands that a key can be bound to, with the words that they take.
    let actions: [String]

    /// Takes a configuration apart, under the names of config.toml.
    init(_ configuration: Configuration) {
        var settings: [String: Value] = [
            "keys.prefix": .text(configuration.prefix.name),
            "keys.repeat_ms": .number(configuration.repeatMilliseconds),
            "ui.theme": .text(configuration.theme),
            "ui.mouse": .flag(configuration.mouse),
            "ui.hint": .flag(configuration.hint),
            "ui.clock": .flag(configuration.clock),
            "ui.ascii": .flag(configuration.asciiGlyphs),
            "ui.reduced_motion": .flag(configuration.reducedMotion),
            "ui.copy_keys": .text("\(configuration.copyKeys)"),
            "ui.confirm_close": .flag(configuration.confirmClose),
            "terminal.history_limit": .number(configuration.historyLimit),
            "terminal.escape_time_ms": .number(configuration.escapeMilliseconds),
            "terminal.clipboard": .flag(configuration.osc52),
            "terminal.allow_checksum": .flag(configuration.allowChecksum),
            "terminal.size_policy": .text("\(configuration.sizePolicy)"),
            "shell.integration": .flag(configuration.shellIntegration),
            "limits.sessions": .number(configuration.maximumSessions),
            "limits.memory_mb": .number(configuration.limits.memoryBytes >> 20),
            "limits.total_memory_mb": .number(configuration.limits.totalMemoryBytes >> 20),
            "limits.at_memory_limit": .text("\(configuration.limits.atMemoryLimit)"),
            "limits.output_kb_per_second": .number(configuration.limits.outputBytesPerSecond >> 10),
            "limits.ended_hours": .number(configuration.limits.endedHours),
            "limits.idle_hours": .number(configuration.limits.idleHours),
            "restore.policy": .text("\(configuration.restore)"),
            "retention.days": .number(configuration.retention.days),
            "retention.session_mb": .number(configuration.retention.sessionBytes >> 20),
            "retention.total_mb": .number(configuration.retention.totalBytes >> 20),
        ]
        if let shell = configuration.shell { settings["shell.command"] = .text(shell) }
        self.settings = settings
        actions = CommandTable.specs.filter(\.isOnScreen).map {
            "\($0.name) \($0.usage(in: .screen))".trimmingBlanks
        }
        keys = configuration.described.map {
            Binding(key: $0.keys, action: $0.command.text, text: $0.command.help)
        }
    }

    /// Aligned lines: the settings, then the keys.
    var text: String {
        var table = Table(["SETTING", "VALUE"])
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) { table.add([name, value.text]) }
        var keyTable = Table(["KEY", "ACTION", "MEANING"])
        for binding in keys { keyTable.add([binding.key, binding.action, binding.text]) }
        return "\(table.text)\n\(keyTable.text)\nACTIONS\n\(actions.joined(separator: "\n"))\n"
    }
}
