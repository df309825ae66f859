import RoostModel

/// Help pages made of ``CommandTable``, in the form of ArgumentParser's.
enum HelpText {
    /// Every command of a noun with what it does.
    static func page(of noun: String, about abstract: String) -> String {
        let commands = CommandTable.shellCommands(noun).sorted { $0.word < $1.word }
        return "OVERVIEW: \(abstract)\n\nUSAGE: roost \(noun) COMMAND ...\n\nCOMMANDS:\n"
            + table(commands.map { ($0.word, sentence($0.spec.help)) })
            + "\n\n  See 'roost \(noun) COMMAND --help' for more."
    }

    /// What a command does, and what it takes.
    static func page(_ name: String, _ spec: CommandSpec) -> String {
        let options = spec.options(in: .shell)
        let usage = "OVERVIEW: \(sentence(spec.help))\n\nUSAGE: \(name) \(spec.usage(in: .shell))"
        guard !options.isEmpty else { return usage }
        let rows = options.map { option in
            let names = [option.letter.map { "-\($0)" }, option.long.map { "--\($0)" }].compactMap(\.self)
            return (
                names.joined(separator: ", ") + (option.value.map { " \($0.name)" } ?? ""),
                sentence(option.help)
            )
        }
        return usage + "\n\nOPTIONS:\n" + table(rows)
    }

    private static func table(_ rows: [(String, String)]) -> String {
        let width = min(28, rows.map(\.0.count).max() ?? 0)
        return rows.map { name, text in
            "  " + name + String(repeating: " ", count: max(1, width + 2 - name.count)) + text
        }
        .joined(separator: "\n")
    }

    /// The table's imperative as a sentence.
    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst().filter { $0 != "[" && $0 != "]" } + "."
    }
}
