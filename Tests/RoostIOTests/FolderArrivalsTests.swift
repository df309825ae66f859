import Glibc
import RoostTestSupport
import Testing

@testable import RoostIO

@Suite struct FolderArrivalsTests {
    /// Whether something has come that was not forgotten.
    private func hasCome(_ arrivals: FolderArrivals) -> Bool {
        var entry = pollfd(fd: arrivals.descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) == 1
    }

    @Test func `a socket that gets its name is told, and takes connections by then`() throws {
        let folder = try TemporaryFolder()
        let arrivals = try #require(FolderArrivals(folder: folder.path))
        #expect(!hasCome(arrivals))
        let listener = try UnixSocket.listen(at: folder.path + "/s")
        DescriptorWait.untilReadable([arrivals.descriptor], atMost: .seconds(20))
        #expect(hasCome(arrivals))
        _ = try UnixSocket.connect(to: folder.path + "/s")
        #expect(try accepts(listener.raw))
        #expect(try folder.names == ["s"])
        arrivals.drain()
        #expect(!hasCome(arrivals))
    }

    @Test func `a folder that is not there has none`() throws {
        let folder = try TemporaryFolder()
        #expect(FolderArrivals(folder: folder.path + "/none") == nil)
    }
}
