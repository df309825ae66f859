import RoostClient
import RoostIO
import RoostModel
import RoostWire

/// Server, keeper and database, as far as they are there.
enum ServerChecks {
    /// What the server says of itself comes last.
    static func findings(_ invocation: Invocation) -> [Finding] {
        merged([programs(), keeper(invocation.paths), database(invocation.paths)], with: server(invocation))
    }

    /// What is well and is told by both is told once, as the server has it: it knows of a database that is open what
    /// its file alone does not say.
    static func merged(_ own: [Finding], with told: [Finding]) -> [Finding] {
        own.filter { mine in
            mine.level != .ok || !told.contains { $0.level == .ok && $0.subject == mine.subject }
        } + told
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
        return Finding(.ok, "database", "\(paths.database), \(ByteCount(facts.byteCount))")
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
            return merged([Finding(.ok, "server", text)], with: findings)
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
