import RoostKeeperProtocol
import RoostModel
import RoostWire
import Testing

@testable import RoostServer

/// What a whole server in memory tells of itself, against what a test knows to have happened.
@Suite(.timeLimit(.minutes(2))) struct ServerMetricsTests {
    private struct Unexpected: Error {
        let response: Response
    }

    /// What a server tells, to be asked by metric and labels.
    private struct Told {
        let families: [MetricFamily]

        func sample(_ metric: Metric, _ labels: [String] = []) -> MetricFamily.Sample? {
            families.first { $0.name == metric.rawValue }?.samples.first { $0.labels == labels }
        }

        func value(_ metric: Metric, _ labels: String...) -> Double? { sample(metric, labels)?.value }
        func count(_ metric: Metric, _ labels: String...) -> UInt64? {
            sample(metric, labels)?.histogram?.count
        }
    }

    private static func told(_ server: InMemoryServer) throws -> Told {
        let response = try server.ask(.server(.metrics))
        guard case .metrics(let families) = response else { throw Unexpected(response: response) }
        return Told(families: families)
    }

    private static func create(
        _ words: [String], on server: InMemoryServer, provider: String? = nil, name: String? = nil
    ) throws -> SessionInfo {
        let request = SessionRequest(
            name: name, provider: provider, arguments: words, cwd: "/", environment: [:], rows: 24,
            columns: 80, isDetached: true)
        let response = try server.ask(.session(.create(request)))
        guard case .session(let info) = response else { throw Unexpected(response: response) }
        return info
    }

    private static func wait(_ info: SessionInfo, _ condition: WaitCondition, on server: InMemoryServer)
        throws
    {
        let response = try server.ask(
            .session(.wait(target: info.name, condition: condition, timeoutMilliseconds: 20_000)))
        guard case .waited = response else { throw Unexpected(response: response) }
    }

    @Test func `a server that nothing has happened to begins at nothing`() async throws {
        let server = try await InMemoryServer()
        let told = try Self.told(server)
        for metric in [Metric.sessionsCreated, .outputBytes, .inputBytes, .taskCost, .clients] {
            #expect(told.value(metric) == 0, "\(metric)")
        }
        for kind in EndReason.Kind.allCases { #expect(told.value(.sessionsEnded, kind.rawValue) == 0) }
        for kind in Attention.Kind.allCases {
            #expect(told.value(.attention, kind.rawValue) == 0)
            #expect(told.count(.attentionWait, kind.rawValue) == 0)
        }
        #expect(told.count(.taskDuration) == 0 && told.count(.taskQueue) == 0)
        #expect(told.value(.rateLimiterRemaining) == 100)
        #expect(told.value(.storeLag) != nil)
        #expect(try #require(told.value(.storeSize)) > 0)
        #expect(try #require(told.value(.processMemory, "server")) > 1_048_576)
        #expect(told.value(.buildInfo, "server", Build.version) == 1)
        try await server.stop()
    }

    @Test(arguments: [1, 3])
    func `sessions, their ends and their bytes are counted`(loops: Int) async throws {
        let server = try await InMemoryServer(loops: loops)
        let one = try Self.create(["sh"], on: server, name: "one")
        let two = try Self.create(["cat"], on: server, name: "two")
        let three = try Self.create(["cat"], on: server, name: "three")
        server.keeper.print("12345\r\nready\r\n", in: one.number.rawValue)
        try Self.wait(one, .text("^ready$"), on: server)
        _ = try server.ask(.session(.send(target: "one", text: "abc", enter: true)))
        #expect(server.keeper.readLine(in: one.number.rawValue) == "abc\n")
        let before = try Self.told(server)
        #expect(before.value(.sessionsCreated) == 3)
        #expect(before.value(.inputBytes) == 4)
        // What its terminal echoes is printed, too.
        #expect(try #require(before.value(.outputBytes)) >= 14)
        let living = SessionState.allCases.compactMap { before.value(.sessions, $0.rawValue, "program") }
        #expect(living.count == SessionState.allCases.count && living.reduce(0, +) == 2)
        server.keeper.end(one.number.rawValue, .exited(code: 0))
        server.keeper.end(two.number.rawValue, .exited(code: 3))
        server.keeper.end(three.number.rawValue, .killed(signal: 11, dumpedCore: false))
        for info in [one, two, three] { try Self.wait(info, .exit, on: server) }
        let after = try Self.told(server)
        #expect(after.value(.sessionsEnded, "exited") == 2)
        #expect(after.value(.sessionsEnded, "signalled") == 1)
        #expect(after.value(.sessions, "error", "program") == 2)
        #expect(after.value(.sessionsCreated) == 3)
        #expect(try #require(after.count(.commitTime)) > 0)
        try await server.stop()
    }

    @Test func `a program that prints in pieces is counted to the byte`() async throws {
        let server = try await InMemoryServer()
        let info = try Self.create(["cat"], on: server)
        let line = String(repeating: "x", count: 61) + "\r\n"
        for _ in 0..<1000 { server.keeper.print(line, in: info.number.rawValue) }
        server.keeper.print("end", in: info.number.rawValue)
        server.keeper.end(info.number.rawValue)
        try Self.wait(info, .exit, on: server)
        // The keeper's terminal writes a carriage return before each line end of its own.
        let bytes = try #require(try Self.told(server).value(.outputBytes))
        #expect(bytes == 1000 * 63 + 3 || bytes == 1000 * 64 + 3)
        try await server.stop()
    }

    @Test func `a need is counted while it is there, and its time when it is over`() async throws {
        let clock = ManualClock()
        let server = try await InMemoryServer(clock: clock)
        let info = try Self.create(["claude"], on: server, name: "needy")
        _ = try server.ask(
            .session(
                .report(
                    target: "needy", SessionReport(state: .waitingInput, attention: .approval, text: "may I?")
                )))
        try Self.wait(info, .attention(.approval), on: server)
        #expect(try Self.told(server).value(.attention, "approval") == 1)
        #expect(try Self.told(server).count(.attentionWait, "approval") == 0)
        clock.advance(by: .seconds(7))
        _ = try server.ask(.session(.report(target: "needy", SessionReport(state: .processing))))
        try Self.wait(info, .state(.processing), on: server)
        let told = try Self.told(server)
        #expect(told.value(.attention, "approval") == 0)
        let waited = try #require(told.sample(.attentionWait, ["approval"])?.histogram)
        #expect(waited.count == 1 && waited.sum == 7)
        try await server.stop()
    }

    @Test func `names and programs are no labels`() async throws {
        let server = try await InMemoryServer()
        for number in 0..<40 {
            let name = "odd\(number)\"{}"
            _ = try Self.create(["/bin/program-\(number)"], on: server, name: name)
        }
        let families = try Self.told(server).families
        let labels = Set(families.flatMap(\.samples).flatMap(\.labels))
        #expect(labels.allSatisfy { !$0.contains("odd") && !$0.contains("program-") })
        let sessions = try #require(families.first { $0.name == Metric.sessions.rawValue })
        #expect(sessions.samples.count == SessionState.allCases.count)
        #expect(sessions.samples.compactMap(\.value).reduce(0, +) == 40)
        try await server.stop()
    }
}
