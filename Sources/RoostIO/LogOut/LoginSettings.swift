private import FoundationEssentials

/// What logind.conf(5) says of the processes of a user who logs out.
struct LoginSettings: Hashable, Sendable {
    /// `KillUserProcesses`, and the file that says so; nil when no file does.
    private(set) var kills: Bool?
    private(set) var source: String?
    /// What was compiled in: files show it as a comment.
    private(set) var standard: Bool?
    private var only: [String] = []
    private var except = ["root"]

    /// Reads the first main file there is, then all drop-ins by name; a name in `/etc` hides the same one in `/usr`.
    ///
    /// - Parameter root: Stands before every path.
    init(root: String) {
        let folders = ["/etc", "/run", "/usr/local/lib", "/usr/lib"].map { "\(root)\($0)/systemd" }
        for folder in folders {
            guard let text = Self.text("\(folder)/logind.conf") else { continue }
            read(text, file: "\(folder)/logind.conf")
            break
        }
        var dropIns: [String: String] = [:]
        for folder in folders.map({ $0 + "/logind.conf.d" }).reversed() {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            where name.hasSuffix(".conf") {
                dropIns[name] = "\(folder)/\(name)"
            }
        }
        for (_, file) in dropIns.sorted(by: { $0.key < $1.key }) {
            if let text = Self.text(file) { read(text, file: file) }
        }
    }

    /// Whether the session of a user is ended with all that runs in it.
    func endsSession(of user: String) -> Bool {
        // systemd's own standard is to end it; Debian's is not, and its file shows that.
        guard kills ?? standard ?? true else { return false }
        return (only.isEmpty || only.contains(user)) && !except.contains(user)
    }

    private static func text(_ path: String) -> String? {
        guard let bytes = try? Files.readAll(path, maximum: 1 << 20) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func read(_ text: String, file: String) {
        var isLogin = false
        for line in text.split(whereSeparator: \.isNewline) {
            let line = Self.trimmed(line)
            if line.hasPrefix("[") { isLogin = line == "[Login]" }
            guard isLogin, let sign = line.firstIndex(of: "=") else { continue }
            let key = Self.trimmed(line[..<sign])
            let value = Self.trimmed(line[line.index(after: sign)...])
            switch key {
            case "KillUserProcesses":
                guard let truth = Self.truth(value) else { continue }
                (kills, source) = (truth, file)
            case "#KillUserProcesses": standard = Self.truth(value) ?? standard
            case "KillOnlyUsers": only = value.isEmpty ? [] : only + Self.words(value)
            case "KillExcludeUsers": except = value.isEmpty ? [] : except + Self.words(value)
            default: break
            }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// systemd.syntax(7).
    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "yes", "y", "true", "t", "on": true
        case "0", "no", "n", "false", "f", "off": false
        default: nil
        }
    }
}
