import Glibc
import Testing

@testable import RoostIO

@Suite struct IOErrorTests {
    @Test func `a message says what could not be done to what, and why`() {
        #expect(
            "\(IOError(.listen(path: "/run/s"), errno: EADDRINUSE))"
                == "cannot listen at /run/s: Address already in use")
        #expect(
            "\(IOError(.send(byteCount: 3, descriptorCount: 1, descriptor: 9), errno: EPIPE))"
                == "cannot send 3 bytes and 1 descriptors to descriptor 9: Broken pipe")
        #expect(
            "\(IOError(.trustDirectory(path: "/d", owner: 7, mode: 0o777), errno: EPERM))"
                == "cannot trust directory /d (owned by user 7, mode 777): Operation not permitted")
    }

    @Test func `a code that the system does not know has a message, too`() {
        #expect("\(IOError(.makePair, errno: 9_999))".hasPrefix("cannot make a pair of sockets: "))
    }

    @Test func `an answer below zero is the cause`() throws {
        #expect(try IOError.check(.makePair, 5) == 5)
        #expect(throws: IOError(.makePair, errno: EMFILE)) { try IOError.check(.makePair, -EMFILE) }
    }
}
