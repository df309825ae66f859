import Glibc
import RoostKeeperProtocol
import RoostPTY
import RoostTestSupport
import Testing

@testable import keeper_test_server

/// `kill -9` at any instant: no byte lost, none doubled.
@Suite(.serialized, .timeLimit(.minutes(5))) struct KillTests {
    private static var killCount: Int { Int(environment("ROOST_KILLS") ?? "") ?? 200 }

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    @Test func `a journalling server that is killed under flood at random instants loses nothing`() throws {
        let fixture = try KeeperFixture()
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let launcher = fixture.launcher(arguments: ["journal", fixture.home, "1000000000"])
        #expect(try launcher.launch(timeout: .seconds(30)) == .keeping)
        let stored = fixture.home + "/stored"
        var last: Int32 = 0
        var underFlood = 0
        for kills in 1...Self.killCount {
            let pid = try Self.server(in: fixture, after: last)
            if kills.isMultiple(of: 4) {
                // Anywhere in its start and its recovery.
                Self.anyInstant(within: .milliseconds(40), &random)
            } else {
                let size = Self.size(stored)
                while Self.size(stored) == size {}
                Self.anyInstant(within: .milliseconds(3), &random)
                underFlood += 1
            }
            kill(pid, SIGKILL)
            last = pid
        }
        let server = try Self.server(in: fixture, after: last)
        let keeper = try KeeperState.ask(home: fixture.home, startingServer: false).keeper
        kill(keeper, SIGSTOP)
        kill(server, SIGSTOP)
        let check = "seq 1 1000000000 | sed 's/$/\\r/' | head -c $(stat -c %s \(stored)) | cmp - \(stored)"
        #expect(Self.run(check) == 0)
        print("\(Self.killCount) kills, \(underFlood) of them under flood; \(Self.size(stored)) bytes stored")
        #expect(Self.size(stored) > Self.killCount * 10_000)
        // A server that misses a byte says so by its exit status.
        #expect(!fixture.log.contains("exit status"), "\(fixture.log)")
        kill(server, SIGKILL)
        kill(keeper, SIGKILL)
    }

    /// Lets the clock choose when the kill comes: nothing is awaited, and no event may choose the instant.
    private static func anyInstant(within time: Duration, _ random: inout SeededGenerator) {
        usleep(UInt32.random(in: 0..<UInt32(time / .microseconds(1)), using: &random))
    }

    /// The server that runs, which is not the one before.
    private static func server(in fixture: KeeperFixture, after last: Int32) throws -> Int32 {
        while true {
            let state = try KeeperState.ask(home: fixture.home, startingServer: true)
            if let pid = state.serverPID, pid != last { return pid }
        }
    }

    private static func size(_ path: String) -> Int {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 ? Int(facts.st_size) : -1
    }

    private static func run(_ command: String) -> Int32 {
        unsafe command.withCString { unsafe system($0) }
    }
}
