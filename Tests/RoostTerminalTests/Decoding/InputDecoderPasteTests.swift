import Testing

@testable import RoostTerminal

@Suite struct InputDecoderPasteTests {
    private static func enclosed(_ content: [UInt8]) -> [UInt8] {
        InputSamples.bytes("^[[200~") + content + InputSamples.bytes("^[[201~")
    }

    @Test func `a paste is one event and the keys in it are not pressed`() {
        let content = InputSamples.bytes("a\r\u{2}d^[[A^[[<0;1;1M^[^[[200~^[[201") + [0xFF, 0x00, 0x1B]
        #expect(
            InputDecoderTests.events([0x61] + Self.enclosed(content) + [0x62])
                == [.key(Key(code: .character("a"))), .paste(content), .key(Key(code: .character("b")))])
    }

    @Test func `a paste is the same in every cut`() {
        let content = InputSamples.bytes("x^[^[[^[[2^[[20^[[201^[[201y")
        let bytes = Self.enclosed(content) + [0x62]
        for first in 0...bytes.count {
            for second in first...bytes.count {
                #expect(
                    InputDecoderTests.events(bytes, cuts: [first, second])
                        == [.paste(content), .key(Key(code: .character("b")))])
            }
        }
    }

    @Test func `an empty paste is a paste`() {
        #expect(InputDecoderTests.events(Self.enclosed([])) == [.paste([])])
    }

    @Test(arguments: 0...40)
    func `a paste above the limit comes in parts in order`(count: Int) {
        let content = (0..<count).map { UInt8(0x41 + $0) }
        for cut in 0...(count + 12) {
            var decoder = InputDecoder(pasteLimit: 8)
            let bytes = Self.enclosed(content)
            let events = decoder.feed(Array(bytes[..<cut])) + decoder.feed(Array(bytes[cut...]))
            let parts = events.map { if case .paste(let part) = $0 { part } else { [UInt8]() } }
            #expect(parts.flatMap { $0 } == content)
            #expect(parts.dropLast().allSatisfy { $0.count == 8 })
            #expect(parts.count == max(1, (count + 7) / 8))
            #expect(!decoder.isPending)
        }
    }

    @Test func `a paste of megabytes arrives whole`() {
        let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 % 251) }.filter { $0 != 0x1B }
        let bytes = Self.enclosed(content)
        let cuts = Array(stride(from: 65_536, to: bytes.count, by: 65_536))
        #expect(InputDecoderTests.events(bytes, cuts: cuts) == [.paste(content)])
    }

    @Test func `a paste without an end is closed after two seconds`() {
        var decoder = InputDecoder()
        #expect(decoder.feed(InputSamples.bytes("^[[200~abc^[[20")) == [])
        var flushes = 0
        var events: [InputEvent] = []
        while decoder.isPending {
            events += decoder.flush()
            flushes += 1
        }
        #expect(events == [.paste(InputSamples.bytes("abc^[[20"))])
        #expect(flushes == 80)
        #expect(decoder.feed([0x61]) == [.key(Key(code: .character("a")))])
    }
}
