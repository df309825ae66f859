import Glibc
import Testing

@testable import roost_keeper

@Suite struct PollerTests {
    /// A file cannot be watched (EPERM); then its number is that of a pipe.
    @Test func `what could not be watched is watched as soon as that is possible`() throws {
        var poller = try #require(Poller())
        let descriptor = unsafe open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        poller.addAtLast(descriptor, as: .server)
        #expect(poller.wait(milliseconds: 0).isEmpty)
        let writing = try replaceWithPipe(descriptor)
        defer { close(writing) }
        #expect(poller.wait(milliseconds: nil).map(\.descriptor) == [descriptor])
        poller.remove(descriptor)
        #expect(poller.wait(milliseconds: 0).isEmpty)
    }

    @Test func `what is not wanted any more is not tried again`() throws {
        var poller = try #require(Poller())
        let descriptor = unsafe open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        poller.addAtLast(descriptor, as: .server)
        poller.remove(descriptor)
        let writing = try replaceWithPipe(descriptor)
        defer { close(writing) }
        #expect(poller.wait(milliseconds: 0).isEmpty)
    }

    /// A pipe with a byte in it, read from under that number; gives the end to write to.
    private func replaceWithPipe(_ descriptor: Int32) throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        try #require(dup2(ends[0], descriptor) == descriptor)
        close(ends[0])
        try #require(unsafe write(ends[1], "x", 1) == 1)
        return ends[1]
    }
}
