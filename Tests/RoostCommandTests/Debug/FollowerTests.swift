import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct FollowerTests {
    private let now = Timestamp(milliseconds: 0)

    private func output(_ runs: (UInt64, String)...) -> RecordedOutput {
        RecordedOutput(runs: runs.map { .init(offset: $0.0, bytes: Array($0.1.utf8)) })
    }

    @Test func `each line of output has its offset, and the next look goes on after it`() {
        var follower = Follower(offset: 5)
        #expect(
            follower.lines(of: output((5, "ab\r\n\u{1B}[1mc")), now: now)
                == ["\(now) 5 ab\\r\\n", "\(now) 9 \\e[1mc"])
        #expect(follower.offset == 14)
        #expect(follower.lines(of: output(), now: now).isEmpty)
    }

    @Test func `output that is gone is told`() {
        var follower = Follower(offset: 0)
        #expect(
            follower.lines(of: output((10, "x"), (20, "y")), now: now) == [
                "\(now) 0 10 bytes are gone", "\(now) 10 x", "\(now) 11 9 bytes are gone", "\(now) 20 y",
            ])
        #expect(follower.offset == 21)
    }

    @Test func `a line without an end is cut`() {
        var follower = Follower(offset: 0)
        let lines = follower.lines(of: output((0, String(repeating: "a", count: 2500))), now: now)
        #expect(lines.count == 3)
        #expect(follower.offset == 2500)
    }

    @Test func `a state is told once`() {
        var follower = Follower(offset: 3)
        var info = SessionInfo(
            name: "a", number: SessionID(rawValue: 1), state: .running, provider: "shell", command: ["sh"],
            cols: 80, rows: 24, cwd: "/", createdAt: now, lastActivity: now, stateSince: now)
        #expect(follower.lines(of: info, now: now) == ["\(now) 3 -- running"])
        #expect(follower.lines(of: info, now: now).isEmpty)
        info.state = .error
        info.end = .exited(1)
        #expect(follower.lines(of: info, now: now) == ["\(now) 3 -- error (exit status 1)"])
    }
}
