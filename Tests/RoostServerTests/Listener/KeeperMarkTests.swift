import Foundation
import RoostIO
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct KeeperMarkTests {
    @Test func `a mark names a living process, and not the next of its number`() throws {
        let own = try #require(KeeperMark(pid: getpid()))
        #expect(own.isAlive)
        #expect(KeeperMark(text: own.text) == own)
        #expect(KeeperMark(text: "\(own.pid) \(own.start &+ 1)")?.isAlive == false)
        #expect(KeeperMark(pid: Int32.max) == nil)
    }

    @Test func `a process that has ended and waits for its parent is not alive`() throws {
        var pid: pid_t = 0
        try #require(unsafe posix_spawn(&pid, "/bin/true", nil, nil, [nil], nil) == 0)
        let mark = KeeperMark(pid: pid)
        var facts = unsafe siginfo_t()
        // Waits for the end, and leaves the process to be reaped.
        try #require(unsafe waitid(P_PID, id_t(pid), &facts, WEXITED | WNOWAIT) == 0)
        #expect(mark != nil)
        #expect(mark?.isAlive == false)
        _ = waitpid(pid, nil, 0)
    }

    @Test(arguments: ["", "1 1", "0 5", "-7 5", "7", "7 x", "7 8 9", "99999999999 1"])
    func `anything else is no mark`(text: String) {
        #expect(KeeperMark(text: text) == nil)
    }

    @Test func `a longer mark is replaced by a shorter one`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/lock"
        guard let lock = try Files.lock(path) else {
            Issue.record("somebody has the lock")
            return
        }
        #expect(KeeperMark.read(path) == nil)
        LockFile.write("1234567 890123456\n", to: lock)
        #expect(KeeperMark.read(path)?.pid == 1_234_567)
        LockFile.write("42 7\n", to: lock)
        #expect(KeeperMark.read(path) == KeeperMark(text: "42 7"))
        #expect(KeeperMark.read(path + ".none") == nil)
    }
}
