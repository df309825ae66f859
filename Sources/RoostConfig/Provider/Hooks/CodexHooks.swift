internal import RoostModel

/// How codex is made to call `roost event` when it begins, asks and ends: by its option `-c`, for one start.
///
/// codex runs no hook before somebody has reviewed it, and knows a reviewed one by its place and by a fingerprint of what
/// it is. Both can be given on the command line as well, so that these hooks are trusted and no others: those of a
/// person's files and of a folder's are reviewed and run as ever, and so does `notify`.
///
/// ```text
/// codex -c hooks.Stop=[{hooks=[{type="command",command="/usr/bin/roost event --hook codex",timeout=3}]}]
///       -c hooks.state={"/<session-flags>/config.toml:stop:0:0"={trusted_hash="sha256:5c…"}}
/// ```
///
/// An option of this kind also keeps the conversation in codex's own process: by itself it lives in a server that all
/// codex of a person share, whose hooks have the environment of the session that started it.
package struct CodexHooks: Hashable, Sendable {
    /// The events of codex to hear of, as it calls them: `Stop`.
    package var events: [String]
    /// Words of a command line that has none of that.
    package var exclusive: [String]

    /// Seconds that a hook may take; codex allows no more for some events.
    private static let seconds = 3
    /// What codex takes the command line for.
    private static let place = "/<session-flags>/config.toml"

    /// The words to start codex with.
    ///
    /// - Parameters:
    ///   - command: What would be started.
    ///   - roost: The path of `roost`; one that a shell, TOML or JSON would read in another way adds nothing.
    /// - Returns: The same with the hooks, or as it was: with one of the words that exclude them, or with hooks of its
    ///   own on the command line, where there is room for one set.
    package func added(to command: [String], roost: String) -> [String] {
        guard let program = command.first, !events.isEmpty, roost.allSatisfy(ProviderHooks.isPlain),
            !command.dropFirst().contains(where: { exclusive.contains($0) || Self.isOfHooks($0) })
        else { return command }
        let words = "\(roost) event --hook codex"
        var options = events.map { event in
            "hooks.\(event)=[{hooks=[{type=\"command\",command=\"\(words)\",timeout=\(Self.seconds)}]}]"
        }
        let trusted = events.map { event in
            let key = Self.key(event)
            return "\"\(Self.place):\(key):0:0\"={trusted_hash=\"\(Self.fingerprint(key, words))\"}"
        }
        options.append("hooks.state={\(trusted.joined(separator: ","))}")
        return [program] + options.flatMap { ["-c", $0] } + command.dropFirst()
    }

    /// What codex compares: SHA-256 of the hook as JSON with its keys in order.
    static func fingerprint(_ key: String, _ command: String) -> String {
        let hook =
            "{\"async\":false,\"command\":\"\(command)\",\"timeout\":\(seconds),\"type\":\"command\"}"
        return "sha256:" + SHA256.hexadecimal(of: "{\"event_name\":\"\(key)\",\"hooks\":[\(hook)]}".utf8)
    }

    /// `PreToolUse` is `pre_tool_use`.
    static func key(_ event: String) -> String {
        var key = ""
        for character in event {
            if character.isUppercase, !key.isEmpty { key += "_" }
            key += character.lowercased()
        }
        return key
    }

    /// Letters alone: it stands in TOML and in JSON as it is.
    static func isEvent(_ name: String) -> Bool {
        !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }
    }

    /// `hooks.Stop=…`, by itself or behind `-c` or `--config=`.
    private static func isOfHooks(_ word: String) -> Bool {
        let option = ["--config=", "-c="].first { word.hasPrefix($0) }
        let setting =
            option.map { word.dropFirst($0.count) } ?? (word.hasPrefix("-c") ? word.dropFirst(2) : word[...])
        return setting.trimmingBlanks.hasPrefix("hooks.") || setting.trimmingBlanks.hasPrefix("hooks=")
    }
}
