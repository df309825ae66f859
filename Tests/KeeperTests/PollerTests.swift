import Glibc
import Testing

@testable import roost_keeper

@Suite struct PollerTests {
    private struct NoPoller: Error {}

    /// A file cannot be watched (EPERM); then its number is that of a pipe.
    @Test func `what could not be watched is watched as soon as that is possible`() throws {
        guard var poller = Poller() else { throw NoPoller() }
        let descriptor = try openFile()
        defer { close(descriptor) }
        poller.addAtLast(descriptor, as: .server)
        let before = poller.wait(milliseconds: 0)
        #expect(before.isEmpty)
        let writing = try replaceWithPipe(descriptor)
        defer { close(writing) }
        let ready = poller.wait(milliseconds: nil)
        #expect(ready.map(\.descriptor) == [descriptor])
        poller.remove(descriptor)
        let after = poller.wait(milliseconds: 0)
        #expect(after.isEmpty)
    }

    @Test func `what is not wanted any more is not tried again`() throws {
        guard var poller = Poller() else { throw NoPoller() }
        let descriptor = try openFile()
        defer { close(descriptor) }
        poller.addAtLast(descriptor, as: .server)
        poller.remove(descriptor)
        let writing = try replaceWithPipe(descriptor)
        defer { close(writing) }
        let ready = poller.wait(milliseconds: 0)
        #expect(ready.isEmpty)
    }

    private func openFile() throws -> Int32 {
        let descriptor = unsafe open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        return descriptor
    }

    /// A pipe with a byte in it, read from under that number; gives the end to write to.
    private func replaceWithPipe(_ descriptor: Int32) throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        let made = unsafe pipe(&ends)
        try #require(made == 0)
        try #require(dup2(ends[0], descriptor) == descriptor)
        close(ends[0])
        let count = unsafe write(ends[1], "x", 1)
        try #require(count == 1)
        return ends[1]
    }
}
