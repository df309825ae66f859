import RoostWire
import Testing

/// The words that a server of protocol 1 understands: taken from what such a server wrote and read.
@Suite struct VersionOneTests {
    private func answer(_ json: String) -> Frame {
        Frame(kind: .response, body: [1, 0, 0, 0] + Array(json.utf8))
    }

    @Test func `the request has the form of version 1`() throws {
        let frame = try VersionOne.upgrade(to: "/opt/roost-server", number: 1)
        #expect(frame.kind == FrameKind.request.rawValue)
        #expect(frame.body.prefix(4) == [1, 0, 0, 0])
        #expect(
            String(decoding: frame.body.dropFirst(4), as: UTF8.self).replacing(#"\/"#, with: "/")
                == #"{"upgrade":{"executable":"/opt/roost-server"}}"#)
    }

    @Test func `both answers are read`() throws {
        #expect(try VersionOne.answer(answer(#"{"done":{}}"#)) == nil)
        #expect(
            try VersionOne.answer(
                answer(#"{"failed":{"_0":{"what":"upgrade","cause":"no such file","advice":"go"}}}"#))
                == Failure("upgrade", cause: "no such file", advice: "go"))
        #expect(throws: WireError.self) { try VersionOne.answer(answer("[]")) }
    }
}
