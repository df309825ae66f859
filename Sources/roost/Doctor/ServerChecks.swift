import RoostClient
import RoostIO
import RoostModel
import RoostWire

/// Server, keeper and database, as far as they are there.
enum ServerChecks {
    /// What the server says of itself comes last.
    static func findings(_ invocation: Invocation) -> [Finding] {
        [programs(), keeper(invocation.paths), database(invocation.paths)] + server(invocation)
    }

    private static func programs() -> Finding {
        do throws(ClientError) {
            let programs = try ServerPrograms.installed()
            return Finding(.ok, "programs", "\(programs.server), \(programs.keeper)")
        } catch {
            return Finding(.error, "programs", "\(error)")
        }
    }

    private static func keeper(_ paths: Paths) -> Finding {
        guard let line = KeeperProbe.ask(paths: paths) else {
            return Finding(.ok, "keeper", "none runs")
        }
        guard !line.isEmpty else {
            return Finding(
                .error, "keeper", "it does not answer within a second (see \(paths.log)/keeper.log)")
        }
        return line.hasSuffix("failed")
            ? Finding(.error, "keeper", "\(line): its server cannot start (see roost server log)")
            : Finding(.ok, "keeper", line)
    }

    /// What can be seen without opening it; the server checks the rest.
    private static func database(_ paths: Paths) -> Finding {
        guard let facts = Machine.facts(of: paths.database) else {
            return Finding(.ok, "database", "\(paths.database) is not there yet")
        }
        guard facts.owner == Machine.user, facts.mode & 0o077 == 0 else {
            return Finding(
                .error, "database",
                "\(paths.database) is open to others (mode \(String(facts.mode, radix: 8)))")
        }
        guard let head = FileHead.read(paths.database, count: 16), head == Array("SQLite format 3\u{0}".utf8)
        else {
            return Finding(.error, "database", "\(paths.database) is no SQLite database")
        }
        return Finding(.ok, "database", "\(paths.database), \(ServerStatusCommand.size(facts.byteCount))")
    }

    private static func server(_ invocation: Invocation) -> [Finding] {
        do throws(ClientError) {
            var connection = try invocation.connect(.never)
            let greeting = connection.server
            let findings = try Invocation.ask(&connection, .server(.doctor), timeout: .seconds(20)) {
                response in
                if case .findings(let findings) = response { findings } else { nil }
            }
            let text = "\(greeting.program), process \(greeting.pid), protocol \(greeting.version)"
            return [Finding(.ok, "server", text)] + findings
        } catch {
            guard error.reason == .noServer else { return [Finding(.error, "server", "\(error)")] }
            let isDead = Machine.facts(of: invocation.paths.socket) != nil
            return [
                Finding(
                    .ok, "server", isDead ? "none runs; its socket is left over, and harmless" : "none runs")
            ]
        }
    }
}
