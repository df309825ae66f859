import RoostTestSupport
import RoostWire
import Testing

@Suite struct FrameTests {
    private static let sent = [
        Frame(kind: .hello, body: [2, 0]), Frame(kind: .screen, body: []),
        Frame(rawKind: 999, body: Array(0...255)), Frame(kind: .key, body: Array("ls\n".utf8)),
    ]

    @Test func `a frame has the documented layout`() throws {
        let acknowledgement = ScreenAcknowledgement(session: 3, sequence: 258)
        let frame = Frame(kind: .acknowledge, body: acknowledgement.encoded)
        #expect(try frame.encoded == Fixtures.bytes("frame-v1"))
    }

    /// A socket cuts where it likes.
    @Test(arguments: 1...40)
    func `frames survive any split`(chunk: Int) throws {
        let bytes = Self.sent.flatMap(\.encoded)
        var decoder = FrameDecoder()
        var received: [Frame] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            decoder.append(bytes[start..<min(start + chunk, bytes.count)])
            while let frame = try decoder.next() { received.append(frame) }
        }
        #expect(received == Self.sent)
    }

    @Test func `frames survive a cut at every place`() throws {
        let bytes = Self.sent.flatMap(\.encoded)
        for cut in 0...bytes.count {
            var decoder = FrameDecoder()
            var received: [Frame] = []
            for part in [bytes[..<cut], bytes[cut...]] {
                decoder.append(part)
                while let frame = try decoder.next() { received.append(frame) }
            }
            #expect(received == Self.sent, "cut at \(cut)")
        }
    }

    @Test func `frames that are taken late are all there`() throws {
        var decoder = FrameDecoder()
        let large = Frame(kind: .paste, body: Array(repeating: 7, count: 200_000))
        for frame in [large, large] + Self.sent { decoder.append(frame.encoded) }
        var received: [Frame] = []
        while let frame = try decoder.next() {
            received.append(frame)
            if received.count == 1 { decoder.append(large.encoded) }
        }
        #expect(received == [large, large] + Self.sent + [large])
    }

    @Test func `a frame that is too long is refused before its body comes`() {
        var decoder = FrameDecoder()
        decoder.append([1, 0, 0, 4, 1, 0, 0, 0])
        #expect(throws: WireError.tooLong(bytes: 4 << 24 | 1)) { try decoder.next() }
    }

    @Test func `a frame of the greatest length is waited for`() throws {
        var decoder = FrameDecoder()
        decoder.append([0, 0, 0, 4, 1, 0, 0, 0])
        #expect(try decoder.next() == nil)
    }

    @Test func `reserved bytes are ignored`() throws {
        var decoder = FrameDecoder()
        decoder.append([1, 0, 0, 0, 1, 0, 0xAB, 0xCD, 9])
        #expect(try decoder.next() == Frame(kind: .hello, body: [9]))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no bytes trap the decoder`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var decoder = FrameDecoder()
        var taken = 0
        for _ in 0..<20 {
            decoder.append(generator.bytes(Int(generator.next() % 40)))
            while let frame = try? decoder.next() { taken += Frame.headerLength + frame.body.count }
        }
        #expect(taken <= 800, "seed \(seed)")
    }

    @Test func `kinds keep their numbers`() {
        let numbers = Dictionary(uniqueKeysWithValues: FrameKind.allCases.map { ("\($0)", $0.rawValue) })
        #expect(
            numbers == [
                "hello": 1, "request": 2, "response": 3, "workspace": 4, "sessions": 5, "screen": 6,
                "acknowledge": 7, "key": 8, "mouse": 9, "paste": 10, "resize": 11, "notice": 12,
                "goodbye": 13, "focus": 14, "appearance": 15, "workspaceRemoved": 16,
                "tasks": 17,
            ])
    }
}
