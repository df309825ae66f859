import FoundationEssentials
import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostWire

/// Limits, directories, configuration and what the machine does at log-out.
enum SystemChecks {
    /// In the order in which a person would look.
    static func findings(_ invocation: Invocation) -> [Finding] {
        let paths = invocation.paths
        return [limit()]
            + [("config", paths.config), ("state", paths.state), ("runtime", paths.runtime)].map(directory)
            + [configuration(invocation)] + logOut(invocation)
    }

    private static func limit() -> Finding {
        let limit = Machine.descriptorLimit
        let text = "\(limit.soft) open files, \(limit.hard) at most"
        return limit.hard < 4096
            ? Finding(.warning, "limits", "\(text): too few for many sessions (raise ulimit -Hn)")
            : Finding(.ok, "limits", text)
    }

    private static func directory(_ name: String, _ path: String) -> Finding {
        guard let facts = Machine.facts(of: path) else {
            return Finding(.ok, name, "\(path) is not there yet")
        }
        guard facts.isDirectory else { return Finding(.error, name, "\(path) is not a directory") }
        guard facts.owner == Machine.user else {
            return Finding(.error, name, "\(path) belongs to user \(facts.owner) (see ROOST_HOME and XDG_*)")
        }
        let mode = String(facts.mode, radix: 8)
        guard facts.mode & 0o022 == 0 else {
            return Finding(.error, name, "\(path) can be written by others (chmod 700 it; mode \(mode))")
        }
        guard facts.mode & 0o077 == 0 else {
            return Finding(.warning, name, "\(path) can be read by others (chmod 700 it; mode \(mode))")
        }
        return Finding(.ok, name, "\(path), mode \(mode)")
    }

    private static func configuration(_ invocation: Invocation) -> Finding {
        let problems = Configuration.check(paths: invocation.paths, environment: invocation.environment)
        guard let first = problems.first else { return Finding(.ok, "configuration", "no problems") }
        let more = problems.count > 1 ? ", and \(problems.count - 1) more (roost config check)" : ""
        return Finding(.error, "configuration", "\(first)\(more)")
    }

    /// What becomes of the keeper, or of one that this process would start.
    private static func logOut(_ invocation: Invocation) -> [Finding] {
        let words = KeeperProbe.ask(paths: invocation.paths)?.split(separator: " ").map(String.init) ?? []
        let keeper = words.firstIndex(of: "pid").flatMap { words.dropFirst($0 + 1).first }.flatMap {
            Int32($0)
        }
        let user = invocation.environment["USER"] ?? invocation.environment["LOGNAME"] ?? ""
        let fate = LogOut.of(pid: keeper ?? ProcessInfo.processInfo.processIdentifier, user: user)
        if let advice = fate.advice { return [Finding(.warning, "log-out", advice)] }
        return fate == .survives ? [Finding(.ok, "log-out", "sessions outlive it")] : []
    }
}
