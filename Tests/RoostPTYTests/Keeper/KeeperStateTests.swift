import Glibc
import RoostPTY
import RoostTestSupport
import Testing

@Suite struct KeeperStateTests {
    @Test func `the answer of a keeper is read`() throws {
        let state = try #require(KeeperState(line: "roost-keeper 1 pid 12 server 34 sessions 5 running\n"))
        #expect(state.version == 1)
        #expect(state.keeper == 12)
        #expect(state.serverPID == 34)
        #expect(state.sessionCount == 5)
        #expect(state.server == .running)
        let stopped = KeeperState(line: "roost-keeper 2 pid 12 server 0 sessions 0 stopped and more")
        #expect(stopped?.serverPID == nil)
        #expect(stopped?.server == .stopped)
    }

    @Test(arguments: [
        "", "roost-keeper", "roost-keeper 1 pid 12 server 34 sessions 5 dancing",
        "roost-keeper x pid 12 server 34 sessions 5 running", "other 1 pid 12 server 34 sessions 5 running",
    ])
    func `anything else is no answer`(line: String) {
        #expect(KeeperState(line: line) == nil)
    }

    @Test func `without a keeper there is an error that names the socket`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: PTYError.self) {
            try KeeperState.ask(home: folder.path, startingServer: true)
        }
        #expect(
            error?.description
                == "cannot reach the keeper at \(folder.path)/keeper.sock: No such file or directory")
    }
}
