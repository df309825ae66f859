internal import RoostModel
internal import RoostTerminal

/// A configuration as the text of a `config.toml`.
extension Configuration {
    /// The documented file: every option with its standard value and what it is for.
    ///
    /// Read back it is the standard. The options are comments, but for their tables: what a person does not take
    /// out of a comment follows the standard of later versions.
    ///
    /// - Parameter isActive: Whether the options are in force instead of comments.
    /// - Returns: The text of the file.
    package static func standardDocument(isActive: Bool = false) -> String {
        var lines = [
            "# The configuration of roost, with the standard value of every option.",
            "# \"roost config check\" looks for mistakes, \"roost config reload\" puts changes in force.",
        ]
        var table = ""
        for option in ConfigOption.all {
            if option.table != table {
                table = option.table
                lines += ["", "[\(TOMLText.key(table))]"]
            }
            let value = "\(TOMLText.key(option.key)) = \(option.value(standard).toml)"
            lines.append("# \(option.summary)" + (option.note.isEmpty ? "" : " (\(option.note))"))
            lines.append(isActive ? value : "#" + value)
        }
        lines += [
            "",
            "# Keys after the prefix: \"none\" unbinds one. The prefix key itself is \"key\" here then.",
            "#[keys.prefix]", "#\"|\" = \"split-right\"",
            "# Keys at any time, which programs do not get any more.",
            "#[keys.root]", "#\"M-Left\" = \"focus-left\"",
            "# Keys of copy mode, other than ui.copy_keys has them.",
            "#[keys.copy]", "#\"Y\" = \"copy-end-of-line-and-cancel\"",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The options of some names with the values that they have here, and all bindings that differ from the standard.
    func document(of names: Set<String>) -> String {
        var lines: [String] = []
        let tables = ConfigOption.all.map(\.table).reduce(into: [String]()) { tables, table in
            if tables.last != table { tables.append(table) }
        }
        for table in tables {
            let options = ConfigOption.all.filter {
                $0.table == table && $0.kind != .key && names.contains($0.name)
            }
            guard !options.isEmpty else { continue }
            lines.append("[\(TOMLText.key(table))]")
            lines += options.map { "\(TOMLText.key($0.key)) = \($0.value(self).toml)" }
        }
        let prefix = names.contains("keys.prefix") ? prefix : nil
        lines += bindingTable("prefix", Self.named(changedBindings), key: prefix)
        lines += bindingTable("root", Self.named(rootBindings.mapValues { $0 }), key: nil)
        let copying = changedCopyBindings.mapValues { $0.flatMap { CopyCommandTable.spec(of: $0)?.name } }
        lines += bindingTable("copy", copying, key: nil)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func named(_ bindings: [Key: Command?]) -> [String: String?] {
        Dictionary(uniqueKeysWithValues: bindings.map { ($0.key.name, $0.value?.text) })
    }

    /// What keys do, by their names; nil for nothing.
    private func bindingTable(_ name: String, _ bindings: [String: String?], key prefix: Key?) -> [String] {
        guard !bindings.isEmpty || prefix != nil else { return [] }
        return ["[keys.\(name)]"] + (prefix.map { ["key = \(TOMLText.quoted($0.name))"] } ?? [])
            + bindings.sorted { $0.key < $1.key }.map {
                "\(TOMLText.key($0.key)) = \(TOMLText.quoted($0.value ?? "none"))"
            }
    }
}

extension ConfigOption {
    /// What can be written, and when it counts, where that is not plain.
    package var note: String {
        var parts: [String] = []
        switch kind {
        case .choice(let words): parts.append(words.joined(separator: ", "))
        case .number(let range): parts.append("\(range.lowerBound) to \(range.upperBound)")
        case .flag, .text, .key: break
        }
        switch effect {
        case .client, .live: break
        case .newSessions: parts.append("for new sessions")
        case .restart: parts.append("after a restart of the server")
        }
        return parts.joined(separator: "; ")
    }
}
