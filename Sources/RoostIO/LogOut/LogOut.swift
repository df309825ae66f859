private import FoundationEssentials

/// What becomes of server, keeper and sessions when their user logs out.
///
/// systemd puts a login into a scope, and ends all that is in it if `KillUserProcesses` says so (logind.conf(5)).
/// What a user's own service manager runs ends with that, after the last log-out, unless the user lingers
/// (loginctl(1)).
package enum LogOut: Hashable, Sendable {
    /// systemd does not look after this process's end.
    case unwatched
    /// The process goes on.
    case survives
    /// It is ended with the login; the file says so, nil: systemd's standard.
    case endsWithLogin(file: String?)
    /// It is ended with the user's service manager.
    case endsWithManager

    /// Looks at a process.
    ///
    /// - Parameters:
    ///   - pid: The keeper, or one that would start it.
    ///   - user: Its user's name.
    ///   - root: Stands before every path; for tests.
    /// - Returns: What becomes of it, as far as the files say.
    package static func of(pid: Int32, user: String, root: String = "") -> LogOut {
        guard FileManager.default.fileExists(atPath: root + "/run/systemd/system"), !user.isEmpty,
            !user.contains("/"),
            let bytes = try? Files.readAll("\(root)/proc/\(pid)/cgroup", maximum: 1 << 16)
        else { return .unwatched }
        let parts = String(decoding: bytes, as: UTF8.self).split { $0 == "/" || $0.isNewline }
        if parts.contains(where: { $0.hasPrefix("session-") && $0.hasSuffix(".scope") }) {
            let settings = LoginSettings(root: root)
            return settings.endsSession(of: user) ? .endsWithLogin(file: settings.source) : .survives
        }
        if parts.contains(where: { $0.hasPrefix("user@") && $0.hasSuffix(".service") }) {
            let lingers = FileManager.default.fileExists(atPath: "\(root)/var/lib/systemd/linger/\(user)")
            return lingers ? .survives : .endsWithManager
        }
        return .unwatched
    }

    /// What to do about it; nil: nothing.
    package var advice: String? {
        switch self {
        case .unwatched, .survives: nil
        case .endsWithLogin(let file):
            "systemd ends the sessions at log-out"
                + (file.map { " (KillUserProcesses=yes in \($0))" } ?? "")
                + ": loginctl enable-linger, roost server stop,"
                + " then systemd-run --user --scope roost server start"
        case .endsWithManager:
            "systemd ends the sessions after the last log-out: loginctl enable-linger keeps them"
        }
    }
}
