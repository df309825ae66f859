import Testing

@testable import RoostClient

@Suite struct TextCutterTests {
    /// Whole and broken characters of every length, overlong forms, surrogates, what is beyond Unicode.
    private static let samples: [[UInt8]] = [
        Array("aé中😀z".utf8), [0x80, 0xBF, 0x41], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x98],
        [0xE4, 0xB8, 0x41, 0xAD], [0xF0, 0x9F, 0x41], [0xC0, 0xAF, 0xE0, 0x80, 0xAF, 0xF0, 0x80, 0x80, 0xAF],
        [0xED, 0xA0, 0x80, 0x41], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80, 0xFF],
        [0xE4, 0xE4, 0xB8, 0xAD, 0xF0, 0xC3, 0xA9], [0xC3, 0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80],
    ]

    @Test(arguments: samples)
    func `texts make up what decoding at once gives, under every split`(bytes: [UInt8]) {
        let whole = String(decoding: bytes, as: UTF8.self)
        for cuts in 0..<(1 << (bytes.count - 1)) {
            var cutter = TextCutter()
            var text: [Unicode.Scalar] = []
            var part: [UInt8] = []
            for (index, byte) in bytes.enumerated() {
                part.append(byte)
                guard index == bytes.count - 1 || cuts & (1 << index) != 0 else { continue }
                text += cutter.take(part).unicodeScalars
                part = []
            }
            text += cutter.finish().unicodeScalars
            #expect(text == Array(whole.unicodeScalars), "\(bytes), cuts \(cuts)")
        }
    }

    @Test func `a character comes once, with its last byte`() {
        var cutter = TextCutter()
        let texts = Array("x😀y".utf8).map { cutter.take([$0]) }
        #expect(texts == ["x", "", "", "", "😀", "y"])
        #expect(cutter.finish().isEmpty)
    }
}
