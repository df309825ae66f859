import Foundation
import RoostModel
import Testing

@Suite struct SessionTransitionTests {
    private static let transitions:
        [(transition: SessionTransition, text: String, kind: HistoryEntry.Kind?)] = [
            (SessionTransition(.state(.waitingInput), source: "screen"), "waiting_input", .status),
            (SessionTransition(.state(.error, end: .exited(3))), "error: exit status 3", .error),
            (SessionTransition(.state(.error, end: .machineRestarted)), "error: interrupted", .error),
            (SessionTransition(.state(.completed, end: .exited(0))), "completed", .status),
            (SessionTransition(.attention(.approval, text: "Run it?")), "approval: Run it?", .status),
            (
                SessionTransition(.attention(.authentication, text: "Sign in")), "authentication: Sign in",
                .auth
            ),
            (SessionTransition(.attentionOver(.authentication)), "attention over", .auth),
            (SessionTransition(.attentionOver(nil)), "attention over", .status),
            (SessionTransition(.customState("reviewing")), "custom state reviewing", .status),
            (SessionTransition(.customState(nil)), "custom state over", .status),
            (SessionTransition(.resized(rows: 24, columns: 80)), "80x24", nil),
            (SessionTransition(.outputLost(bytes: 9)), "9 bytes of output are lost", .error),
            (
                SessionTransition(.memoryLimit(used: 300 << 20, allowed: 256 << 20)),
                "uses 300 MB of memory; 256 MB are allowed ([limits] in config.toml)", .error
            ),
        ]

    @Test(arguments: transitions.indices)
    func `a change has its text and its part of the history, and is read as it was written`(index: Int) throws
    {
        let (transition, text, kind) = Self.transitions[index]
        #expect(transition.text == text)
        #expect(transition.entryKind == kind)
        let data = try JSONEncoder().encode(transition)
        #expect(try JSONDecoder().decode(SessionTransition.self, from: data) == transition)
    }

    @Test func `the forms in JSON are frozen`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        func text(_ transition: SessionTransition) throws -> String {
            String(decoding: try encoder.encode(transition), as: UTF8.self)
        }
        #expect(
            try text(SessionTransition(.state(.error, end: .exited(3)), source: "process"))
                == #"{"end":{"code":3,"kind":"exited"},"kind":"state","source":"process","state":"error"}"#)
        #expect(
            try text(SessionTransition(.attention(.rateLimited, text: "Wait")))
                == #"{"attention":"rate_limited","kind":"attention","text":"Wait"}"#)
        #expect(
            try text(SessionTransition(.attentionOver(.trust)))
                == #"{"attention":"trust","kind":"attention_over"}"#)
        #expect(
            try text(SessionTransition(.customState("reviewing")))
                == #"{"kind":"custom_state","name":"reviewing"}"#)
        #expect(try text(SessionTransition(.customState(nil))) == #"{"kind":"custom_state"}"#)
        #expect(
            try text(SessionTransition(.resized(rows: 24, columns: 80)))
                == #"{"columns":80,"kind":"resized","rows":24}"#)
        #expect(
            try text(SessionTransition(.outputLost(bytes: 9))) == #"{"bytes":9,"kind":"output_lost"}"#)
        #expect(
            try text(SessionTransition(.memoryLimit(used: 2, allowed: 1)))
                == #"{"allowed":1,"bytes":2,"kind":"memory_limit"}"#)
    }

    @Test func `of a change that only a later version knows there is the text`() throws {
        let later = """
            {"session":1,"name":"a","at":"2026-11-20T12:40:58.123Z","type":"status","text":"asleep","offset":7,
             "transition":{"kind":"slept","minutes":5},"mood":"fine"}
            """
        let entry = try JSONDecoder().decode(HistoryEntry.self, from: Data(later.utf8))
        #expect(entry.text == "asleep")
        #expect(entry.transition == nil)
        #expect(entry.offset == 7)
    }

    @Test func `an entry carries its change through JSON`() throws {
        let entry = HistoryEntry(
            session: SessionID(rawValue: 1), name: "a", at: Timestamp(milliseconds: 0),
            transition: SessionTransition(.state(.error, end: .signalled(9)), source: "process"), offset: 3)
        #expect(entry.type == .error)
        #expect(entry.text == "error: signal 9")
        let data = try JSONEncoder().encode(entry)
        #expect(try JSONDecoder().decode(HistoryEntry.self, from: data) == entry)
    }
}
