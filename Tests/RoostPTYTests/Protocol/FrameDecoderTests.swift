import RoostKeeperProtocol
import Testing

@Suite struct FrameDecoderTests {
    /// A socket cuts where it likes.
    @Test(arguments: 1...40)
    func `frames survive any split`(chunk: Int) throws {
        let sent = [
            KeeperFrame(.take, body: [1, 2, 3], carriesDescriptor: false),
            KeeperFrame(.journal, body: [], carriesDescriptor: true),
            KeeperFrame(.spawn, body: pattern(70), carriesDescriptor: false),
        ]
        let bytes = sent.flatMap(\.encoded)
        var decoder = FrameDecoder()
        var received: [KeeperFrame] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            decoder.append(bytes[start..<min(start + chunk, bytes.count)])
            while let frame = try decoder.next() { received.append(frame) }
        }
        #expect(received == sent)
    }

    @Test func `large frames in a row come out whole`() throws {
        let frame = KeeperFrame(.spawn, body: pattern(100_000), carriesDescriptor: false)
        var decoder = FrameDecoder()
        var count = 0
        for piece in 0..<80 {
            let encoded = frame.encoded
            decoder.append(encoded[..<(piece * 1000)])
            #expect(try decoder.next() == nil)
            decoder.append(encoded[(piece * 1000)...])
            while let next = try decoder.next() {
                #expect(next == frame)
                count += 1
            }
        }
        #expect(count == 80)
    }

    @Test func `a frame that is too long is refused before its body is waited for`() {
        var decoder = FrameDecoder()
        decoder.append([1, 0, 0x80, 0, 2, 0, 0, 0])
        let error = #expect(throws: FrameDecoder.TooLong.self) { try decoder.next() }
        #expect(error?.byteCount == 8 << 20 | 1)
    }

    @Test func `the longest frame is taken`() throws {
        var decoder = FrameDecoder()
        decoder.append([0, 0, 0x80, 0, 2, 0, 0, 0])
        #expect(try decoder.next() == nil)
        decoder.append(ArraySlice(repeating: 7, count: 8 << 20))
        #expect(try decoder.next()?.body.count == 8 << 20)
    }
}
