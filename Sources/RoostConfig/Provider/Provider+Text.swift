internal import RoostDetect
internal import RoostModel
internal import RoostTasks

extension Provider {
    /// The whole provider as a file that says the same, to be saved and changed.
    ///
    /// Saved as the file of a built-in provider it says everything of it: what that one has and this one has not is
    /// taken away. A variable that looks like a secret is named and not shown.
    package var text: String {
        let known = ProviderCatalog.builtIn.named(name)
        var writer = TOMLWriter()
        let words: [(String, KeyPath<Provider, [String]>)] = [
            ("commands", \.commands), ("arguments", \.arguments), ("full_access", \.fullAccess),
            ("resume", \.resume), ("resume_latest", \.resumeLatest), ("printing", \.printing),
            ("unset", \.unset), ("pass", \.pass),
        ]
        for (key, path) in words where !self[keyPath: path].isEmpty || known?[keyPath: path].isEmpty == false
        {
            writer.put(key, self[keyPath: path])
        }
        if rules == nil, !detect.isEmpty { writer.put("detect", detect) }
        if !isInteractive || known?.isInteractive == false { writer.put("interactive", isInteractive) }
        if let restore { writer.put("restore", restore.rawValue) }
        if let glyph { writer.put("glyph", glyph) }
        writer.table("environment")
        write(environment, to: &writer)
        if hooks != nil || known?.hooks != nil {
            writer.table("hooks")
            writer.put("arguments", hooks?.arguments ?? [])
            writer.put("unless", hooks?.exclusive ?? [])
            if let settings = hooks?.settings, !settings.isEmpty { writer.put("settings", settings) }
        }
        if codexHooks != nil || known?.codexHooks != nil {
            if hooks == nil, known?.hooks == nil {
                writer.table("hooks")
                writer.put("unless", codexHooks?.exclusive ?? [])
            }
            writer.put("codex_events", codexHooks?.events ?? [])
        }
        writer.table("tasks")
        if let concurrency = tasks.concurrency { writer.put("concurrency", concurrency) }
        if let cents = tasks.dailyCents { writer.put("budget_cents", cents) }
        write(printMode, to: &writer)
        if let rules { RuleTables.write(rules, over: known?.rules, to: &writer) }
        return writer.text
    }

    private func write(_ variables: [String: String], to writer: inout TOMLWriter) {
        let redactor = Redactor()
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
            let text = "\(name)=\(value)"
            if redactor.redact(text) == text {
                writer.put(name, value)
            } else {
                writer.comment("\(name) is set; what looks like a secret is not shown")
            }
        }
    }

    private func write(_ mode: PrintMode?, to writer: inout TOMLWriter) {
        guard let mode, let command = mode.command.first else { return }
        // What a file of this name changes.
        let known = ProviderCatalog.builtIn.named(name)?.printMode ?? PrintMode(command: [command])
        writer.table("print")
        if command != commands.first { writer.put("executable", command) }
        writer.put("arguments", Array(mode.command.dropFirst()))
        writer.put("messages", mode.dialect.rawValue)
        switch mode.prompt {
        case .afterDashes: writer.put("prompt", "--")
        case .flag(let flag): writer.put("prompt", flag)
        }
        if let words = mode.promptFromInput ?? known.promptFromInput.map({ _ in [""] }) {
            writer.put("prompt_from_input", words)
        }
        for (key, words, before) in [
            ("resume", mode.resume, known.resume), ("fork", mode.fork, known.fork),
        ] {
            guard let words = words ?? before.map({ _ in [] }) else { continue }
            writer.put(key, words.map { $0.replacing(PrintTable.place, with: PrintTable.identifier) })
        }
        writer.table("print.formats")
        for format in TaskOptions.OutputFormat.allCases {
            guard let words = mode.formats[format] ?? known.formats[format].map({ _ in [""] }) else {
                continue
            }
            writer.put(format.rawValue, words)
        }
        writer.table("print.options")
        for option in PrintMode.Option.allCases {
            guard let flag = mode.values[option] ?? known.values[option].map({ _ in "" }) else { continue }
            writer.put(option.rawValue, flag)
        }
        writer.table("print.permissions")
        for permission in TaskOptions.Permission.allCases {
            guard let words = mode.permissions[permission] ?? known.permissions[permission].map({ _ in [] })
            else { continue }
            writer.put(permission.optionName, words)
        }
        writer.table("print.exit_codes")
        for (code, failure) in mode.exitCodes.sorted(by: { $0.key < $1.key }) {
            writer.put("\(code)", failure.rawValue)
        }
        writer.table("print.environment")
        write(mode.environment.filter { environment[$0.key] != $0.value }, to: &writer)
    }
}
