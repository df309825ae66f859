import FoundationEssentials
import RoostClient
import RoostIO
import RoostModel
import RoostWire

/// What a command knows of where it was called, and its way to the server.
struct Invocation {
    /// Whether a server is started when none runs.
    enum Start {
        case never
        /// If there is a database: then there are sessions to speak of.
        case ifAnythingIsRemembered
        case always
    }

    let environment: [String: String]
    let paths: Paths

    /// Reads this process's environment; values that are no UTF-8 as ``RoostIO/ByteText``.
    init() {
        var environment = ProcessInfo.processInfo.environment
        if environment.values.contains(where: \.hasReplacement) {
            for variable in Host.environment ?? [] {
                let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, environment[String(parts[0])] != nil {
                    environment[String(parts[0])] = String(parts[1])
                }
            }
        }
        self.init(environment: environment)
    }

    /// A command that was called in this environment.
    init(environment: [String: String]) {
        self.environment = environment
        self.paths = Paths(environment: environment)
    }

    /// The directory it was called in, as the shell there calls it.
    var directory: String {
        LogicalPath.current(claimed: environment["PWD"], actual: Host.workingDirectory ?? "/")
    }

    /// A directory as somebody wrote it there, the one it was called in with nil.
    ///
    /// What begins with `~` is the server's to resolve: no shell did.
    func absolute(_ path: String?) -> String {
        guard let path else { return directory }
        let isAbsolute = path.hasPrefix("/") || path == "~" || path.hasPrefix("~/")
        return isAbsolute ? path : directory + "/" + path
    }

    /// There is something that a server would remember.
    var hasDatabase: Bool { FileManager.default.fileExists(atPath: paths.database) }

    /// It was called by a program in a session of the same server.
    var isInsideRoost: Bool {
        environment["ROOST_SESSION"]?.isEmpty == false && environment["ROOST_SOCKET"] == paths.socket
    }

    /// Connects.
    func connect(_ start: Start = .ifAnythingIsRemembered) throws(ClientError) -> CommandConnection {
        let starting =
            switch start {
            case .never: false
            case .ifAnythingIsRemembered: hasDatabase
            case .always: true
            }
        return try CommandConnection.open(paths: paths, startingServer: starting)
    }

    /// Asks once, and takes what `read` finds in the answer.
    ///
    /// - Parameters:
    ///   - request: What to do.
    ///   - start: Whether to start a server.
    ///   - timeout: For the answer; the server itself has to greet within a second.
    ///   - read: Gives nil for an answer that does not fit the question.
    /// - Returns: What `read` found.
    /// - Throws: ``ClientError``, for an answer that says no as well.
    func ask<Answer>(
        _ request: Request, _ start: Start = .ifAnythingIsRemembered, timeout: Duration = .seconds(5),
        _ read: (Response) -> Answer?
    ) throws(ClientError) -> Answer {
        var connection = try connect(start)
        return try Self.ask(&connection, request, timeout: timeout, read)
    }

    /// Asks over a connection that is there.
    static func ask<Answer>(
        _ connection: inout CommandConnection, _ request: Request, timeout: Duration? = .seconds(5),
        _ read: (Response) -> Answer?
    ) throws(ClientError) -> Answer {
        let response = try connection.perform(request, timeout: timeout)
        if case .failed(let failure) = response { throw ClientError(failure) }
        guard let answer = read(response) else {
            throw ClientError(.malformed, "read the server's answer", cause: "it is for another question")
        }
        return answer
    }

    /// Asks something that can be asked again, of the server that comes after one that went away meanwhile.
    ///
    /// - Throws: ``ClientError``; without a server at the first question there is nothing to wait for.
    func asking<Answer>(_ ask: () throws(ClientError) -> Answer) throws(ClientError) -> Answer {
        var goneSince: ContinuousClock.Instant?
        var arrival = ServerArrival(paths: paths)
        while true {
            do throws(ClientError) {
                return try ask()
            } catch {
                let now = ContinuousClock.now
                switch error.reason {
                case .serverGone: goneSince = now
                case .noServer where goneSince.map { $0.duration(to: now) < Self.absence } == true: break
                default: throw error
                }
                arrival.wait()
            }
        }
    }

    /// How long a server that went away may take to come back.
    private static let absence: Duration = .seconds(10)

    /// Asks for something to be done.
    func perform(
        _ request: Request, _ start: Start = .ifAnythingIsRemembered, timeout: Duration = .seconds(5)
    ) throws(ClientError) {
        try ask(request, start, timeout: timeout) { _ in () }
    }
}
