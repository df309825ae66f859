import Foundation
import Glibc
import RoostIO
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

/// The real lock, with rivals that the test plays.
@Suite(.timeLimit(.minutes(1))) struct StateLockTests {
    private let folder: TemporaryFolder
    private var paths: Paths { folder.paths }

    init() throws {
        folder = try TemporaryFolder()
        for path in RuntimeFolders.all(paths) { try Files.makePrivateDirectory(path) }
    }

    private var file: String { RuntimeFolders.lockFile(paths) }

    /// What another thread found out.
    private enum Outcome: Hashable, Sendable {
        case locked, givenWay, failed(String)
    }

    /// Takes the lock on a thread of its own; nothing but an event moves it.
    private func taking() -> Task<Outcome, Never> {
        let limits = LockContest.Limits(
            closing: .seconds(3600), precedence: .seconds(3601), patience: .seconds(3602))
        let lock = StateLock(paths, keeper: getppid(), limits: limits)
        return Task {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    do {
                        continuation.resume(returning: try lock.take() == nil ? .givenWay : .locked)
                    } catch {
                        continuation.resume(returning: .failed("\(error)"))
                    }
                }
            }
        }
    }

    @Test func `a lock that is free is taken at once`() async throws {
        #expect(await taking().value == .locked)
    }

    @Test func `a lock that is let go is taken then`() async throws {
        let held = try Files.waitForLock(file)
        let taking = taking()
        _ = consume held
        #expect(await taking.value == .locked)
    }

    @Test func `who waits for the lock is told when it is let go`() throws {
        let held = try Files.waitForLock(file)
        let waiter = try LockWaiter(file)
        #expect(!waiter.isDone)
        _ = consume held
        DescriptorWait.untilReadable([waiter.descriptor], atMost: .seconds(20))
        #expect(waiter.isDone)
    }

    @Test func `a server that comes up for another keeper makes this one give way`() async throws {
        let child = try ChildProcess(["cat"], input: .pipe)
        let mark = try #require(KeeperMark(pid: child.pid))
        try Files.writeAtomically(Array(mark.text.utf8), to: file)
        let taking = taking()
        let socket = try UnixSocket.listen(at: paths.socket)
        #expect(await taking.value == .givenWay)
        _ = consume socket
    }

    @Test func `the end of another keeper leaves the lock to this one`() async throws {
        let child = try ChildProcess(["cat"], input: .pipe)
        let mark = try #require(KeeperMark(pid: child.pid))
        try Files.writeAtomically(Array(mark.text.utf8), to: file)
        let taking = taking()
        kill(child.pid, SIGKILL)
        #expect(await taking.value == .locked)
    }

    @Test func `a lock that was waited for and is deleted meanwhile is not taken for the new one`()
        async throws
    {
        let held = try Files.waitForLock(file)
        let taking = taking()
        unsafe unlink(file)
        _ = consume held
        #expect(await taking.value == .locked)
        #expect(FileIdentity.at(file) != nil)
    }
}
