import Foundation
import RoostModel
import Testing

@Suite struct EndReasonTests {
    private static let all: [(end: EndReason, state: SessionState, reason: String?)] = [
        (.exited(0), .completed, nil), (.exited(3), .error, "exit status 3"), (.killed, .terminated, nil),
        (.signalled(9), .error, "signal 9"), (.interrupted, .error, "interrupted"),
        (.machineRestarted, .error, "interrupted"),
        (.couldNotStart(cause: "no such file"), .error, "could not be started"),
        (.unknown, .error, "exit status unknown"),
    ]

    @Test(arguments: all.indices)
    func `an end has a state and a reason, and is read as it was written`(index: Int) throws {
        let (end, state, reason) = Self.all[index]
        #expect(end.state == state)
        #expect(end.reason == reason)
        #expect(EndReason(end.kind, code: end.code, cause: end.cause) == end)
        let data = try JSONEncoder().encode(end)
        #expect(try JSONDecoder().decode(EndReason.self, from: data) == end)
    }

    @Test(
        arguments: [
            (#"{"kind":"evicted","code":7}"#, .unknown), (#"{"kind":"exited"}"#, .unknown),
            (#"{"kind":"could_not_start"}"#, .couldNotStart(cause: "")),
            (#"{"kind":"killed","code":1,"mood":"fine"}"#, .killed),
        ] as [(String, EndReason)])
    func `what a later version adds is skipped`(json: String, end: EndReason) throws {
        #expect(try JSONDecoder().decode(EndReason.self, from: Data(json.utf8)) == end)
    }

    @Test(
        arguments: [
            ("shell", .shell, "shell"), ("program", .program, "program"),
            ("claude", .agent("claude"), "agent"),
        ] as [(String, SessionKind, String)])
    func `a kind is that of a provider`(provider: String, kind: SessionKind, word: String) {
        #expect(SessionKind(provider: provider) == kind)
        #expect(kind.provider == provider)
        #expect(kind.word == word)
        #expect(kind.isAgent == (word == "agent"))
    }
}
