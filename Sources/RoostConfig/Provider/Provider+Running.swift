extension Provider {
    /// Programs that run the program in their own arguments, or a script.
    private static let interpreters: Set<String> = [
        "node", "nodejs", "bun", "deno", "python", "ruby", "perl", "uv",
    ]
    /// Programs that become, or start, what their arguments name.
    private static let wrappers: Set<String> = [
        "env", "sudo", "doas", "timeout", "nice", "nohup", "time", "stdbuf", "setsid", "ionice", "caffeinate",
        "xargs",
        "npx", "bunx", "uvx", "pipx", "exec", "command",
    ]

    /// The provider whose program a process is, by its command line as the kernel has it, what that is called, and the
    /// words behind it.
    ///
    /// An interpreter's script says it (`node /usr/bin/gemini`, `python3 -m aider`), by its file or by the package that it
    /// stands in. A process that does not talk to a person (print mode) is none.
    package static func running(
        _ arguments: [String], among providers: [Provider]
    ) -> (provider: Provider, name: String, arguments: [String])? {
        guard let first = arguments.first else { return nil }
        var path = first
        var rest = arguments.dropFirst()
        if isInterpreter(base(first)) {
            if let module = rest.firstIndex(of: "-m"), rest.indices.contains(module + 1) {
                path = rest[module + 1]
                rest = rest[(module + 2)...]
            } else if let script = rest.firstIndex(where: { !$0.hasPrefix("-") }) {
                path = rest[script]
                rest = rest[(script + 1)...]
            }
        }
        for provider in providers where provider.isInteractive {
            // A script of the name of a program that nothing more is known of is a person's own: `python3 pi.py`.
            let isKnown = provider.rules != nil || !provider.detect.isEmpty
            guard let name = provider.commands.first(where: { isProgram($0, path, orScript: isKnown) }) else {
                continue
            }
            let isPrinting = rest.contains { provider.printing.contains($0) }
            return isPrinting ? nil : (provider, name, Array(rest))
        }
        return nil
    }

    /// The words of a command line without what stands before the program that it starts: variables, `env`, `sudo`,
    /// `timeout` and their like with their options, an interpreter before a script.
    static func unwrapped(_ command: [String]) -> [String] {
        var words = command[...]
        while let word = words.first {
            if wrappers.contains(base(word)) {
                words = words.dropFirst().drop { $0.hasPrefix("-") || isAmount($0) }
            } else if isVariable(word) {
                words.removeFirst()
            } else {
                break
            }
        }
        return Array(words)
    }

    /// A time or a number, as `timeout` and `nice` take one.
    private static func isAmount(_ word: String) -> Bool {
        guard let first = word.utf8.first, (0x30...0x39).contains(first) else { return false }
        return word.utf8.dropLast().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }

    private static func isVariable(_ word: String) -> Bool {
        guard let sign = word.firstIndex(of: "="), sign > word.startIndex else { return false }
        return word[..<sign].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    static func base(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// `python3.12` is `python`.
    private static func isInterpreter(_ name: String) -> Bool {
        let plain = name.prefix { $0.isLetter }
        return interpreters.contains(String(plain))
            && name.dropFirst(plain.count).allSatisfy { $0.isNumber || $0 == "." }
    }

    /// Whether a path is a program's, which has a name or, in a person's provider file, a path: its file has the name,
    /// or a folder that a package manager has named so; or, with `orScript`, its file has the name and an extension.
    private static func isProgram(_ command: String, _ path: String, orScript: Bool) -> Bool {
        let command = base(command)
        let parts = path.split(separator: "/")
        if let file = parts.last,
            file == command
                || (orScript && file.split(separator: ".").first.map(String.init) == command)
        {
            return true
        }
        let isPackaged = parts.contains { $0 == "node_modules" || $0 == "site-packages" }
        return isPackaged
            && parts.dropLast().contains {
                $0 == command || $0 == "\(command)-cli" || $0 == "\(command)-code"
            }
    }
}
