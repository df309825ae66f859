import Glibc
import Testing

@testable import RoostIO

/// Other tests run beside these and take free numbers at once: so a peer says what is closed, not a number.
@Suite struct DescriptorTests {
    @Test func `the end of its life closes it`() throws {
        let (first, second) = try UnixSocket.pair().take()
        let reader = Descriptor(first)
        do {
            let writer = Descriptor(second)
            #expect(try read(from: reader.raw) == nil)
            _ = consume writer
        }
        #expect(try read(from: reader.raw) == [])
    }

    @Test func `a descriptor that was taken stays open`() throws {
        let (first, second) = try UnixSocket.pair().take()
        let reader = Descriptor(first)
        let taken = Descriptor(second).take()
        #expect(taken == second)
        try write([7], to: taken)
        #expect(try read(from: reader.raw) == [7])
        _ = Descriptor(taken)
        #expect(try read(from: reader.raw) == [])
    }

    @Test func `a duplicate is the same file under another number, closed on exec`() throws {
        let pair = try UnixSocket.pair()
        let copy = try pair.first.duplicate()
        #expect(copy.raw != pair.first.raw)
        #expect(fcntl(copy.raw, F_GETFD) & FD_CLOEXEC != 0)
        try write([7], to: copy.raw)
        #expect(try read(from: pair.second.raw) == [7])
    }

    @Test func `blocking can be turned on and off`() throws {
        let pair = try UnixSocket.pair()
        #expect(fcntl(pair.first.raw, F_GETFL) & O_NONBLOCK != 0)
        try pair.first.setNonBlocking(false)
        #expect(fcntl(pair.first.raw, F_GETFL) & O_NONBLOCK == 0)
        try pair.first.setNonBlocking()
        #expect(fcntl(pair.first.raw, F_GETFL) & O_NONBLOCK != 0)
    }
}
