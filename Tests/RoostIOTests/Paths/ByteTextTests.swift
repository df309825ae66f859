import RoostIO
import RoostTestSupport
import Testing

@Suite struct ByteTextTests {
    @Test(arguments: [
        [], Array("plain".utf8), Array("caf\u{E9} 漢 \u{1F511}".utf8), [0xFF, 0xFE, 0x61], [0x63, 0xE9],
        [0xF0, 0x9F, 0x92], [0xED, 0xA0, 0x80], [0xC0, 0xAF], Array("\u{10FFFF}\u{10FF80}\u{10FEFF}".utf8),
        Array(0...255),
    ])
    func `bytes come back as they were`(bytes: [UInt8]) {
        #expect(ByteText.bytes(of: ByteText.text(of: bytes)) == bytes)
    }

    @Test func `UTF-8 is the text that it says`() {
        #expect(ByteText.text(of: Array("naïve \u{1F511}".utf8)) == "naïve \u{1F511}")
        #expect(ByteText.bytes(of: "naïve \u{1F511}") == Array("naïve \u{1F511}".utf8))
    }

    @Test func `random bytes come back, and two that differ give two texts`() {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                UInt8.random(in: 0x78...0xFF, using: &generator)
            }
            #expect(ByteText.bytes(of: ByteText.text(of: bytes)) == bytes)
        }
    }
}
