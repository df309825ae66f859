import Glibc
import Testing

@testable import RoostServer

@Suite struct MemoryUseTests {
    @Test(
        arguments: [
            ("42 (cat) S 1 42 7 34816 42 4194304", 7), ("42 (a) b) S) S 1 42 8 0 -1", 8),
            ("42 (cat) S 1 42", nil),
            ("", nil), ("42 cat S 1 42 7 0", nil), ("42 (cat) S 1 42 x 0", nil),
        ] as [(String, Int32?)])
    func `the session of a process stands after its name`(text: String, session: Int32?) {
        #expect(MemoryUse.session(fromStat: text) == session)
    }

    @Test func `this process uses memory, and nobody else is asked about`() {
        let own = getsid(0)
        let used = MemoryUse.bytes(ofSessions: [own, Int32.max])
        #expect(Set(used.keys) == [own])
        #expect((used[own] ?? 0) > 1 << 20)
        #expect(MemoryUse.bytes(ofSessions: []).isEmpty)
    }
}
