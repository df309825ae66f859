import RoostTestSupport
import Testing

@testable import RoostTerminal

/// A read ends where it likes.
@Suite struct InputDecoderSplitTests {
    /// All kinds of input after each other, none of which needs the time-out.
    static let stream: [UInt8] = {
        var bytes: [UInt8] = []
        for text in [
            "ls é中😀\r", "^[[A", "^[OP", "^[[1;5C", "^[^[[B", "^[[<0;10;5M^[[<0;10;5m", "^[[M !!", "^[[3$",
            "^[[200~pasted ^[[A ^[[201 text^[[201~", "^[[I", "^[[?62;22c", "^[[>1;10;0c",
            "^[P>|roost 1.0^[\\", "^[]11;rgb:1e1e/2020/3030^[\\", "^[]10;rgb:ff/ff/ff\u{7}", "^[[?2026;2$y",
            "^[[?1u", "^[[97:65;2:3;65u", "^[[27;5;13~", "^[[[A", "^[x", "^[é", "^[[12;40R", "^[[?997;1n",
            "^[[8;24;80t", "^[P1+r544e=787465726d^[\\", "^[_Gi=1;OK^[\\", "^[O5j", "q",
        ] { bytes += InputSamples.bytes(text) }
        return bytes + [0xFF, 0xC3, 0x41, 0x1B, 0x5B, 0x31, 0x0D]
    }()

    @Test func `any two reads give what one read gives`() {
        let whole = InputDecoderTests.events(Self.stream)
        for first in 0...Self.stream.count {
            for second in stride(from: first, through: Self.stream.count, by: 31) {
                let parts = InputDecoderTests.events(Self.stream, cuts: [first, second])
                #expect(parts == whole, "cut at \(first) and \(second)")
            }
        }
    }

    @Test(arguments: 1...16)
    func `reads of one length give what one read gives`(length: Int) {
        let cuts = Array(stride(from: length, to: Self.stream.count, by: length))
        #expect(InputDecoderTests.events(Self.stream, cuts: cuts) == InputDecoderTests.events(Self.stream))
    }

    @Test func `the stream holds what it should`() {
        let events = InputDecoderTests.events(Self.stream)
        let pastes = events.compactMap { if case .paste(let bytes) = $0 { bytes } else { nil } }
        #expect(pastes == [InputSamples.bytes("pasted ^[[A ^[[201 text")])
        #expect(events.count { if case .reply = $0 { true } else { false } } == 11)
        #expect(events.count { if case .mouse = $0 { true } else { false } } == 3)
    }

    /// No input traps, hangs or keeps state, and bytes given to `unknown` were in the input.
    @Test func `random bytes give the same events in any cut`() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        let alphabet = Array(
            "\u{1B}\u{1B}\u{1B}[[[OP]_<>?;:0123456789M~uRABZ$ ^@;rgb:/\\\u{7}\r\u{0}é😀G+|".utf8)
        for round in 0..<200 {
            let count = Int.random(in: 1...80, using: &random)
            let bytes = (0..<count).map { _ in
                Int.random(in: 0..<10, using: &random) == 0
                    ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
            }
            let whole = InputDecoderTests.events(bytes)
            var cuts = (0..<6).map { _ in Int.random(in: 0...count, using: &random) }
            cuts.sort()
            #expect(InputDecoderTests.events(bytes, cuts: cuts) == whole, "seed \(seed) round \(round)")
            #expect(
                InputDecoderTests.events(bytes, cuts: Array(0...count)) == whole,
                "seed \(seed) round \(round)")
            for case .key(let key) in whole {
                for modes in KeyEncoderKittyTests.someModes { _ = KeyEncoder.encode(key, modes: modes) }
            }
        }
    }

    /// A dead keyboard is the worst that a decoder can do.
    @Test func `after any bytes time alone makes it ready`() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let stream = Self.stream
            var decoder = InputDecoder()
            let start = Int.random(in: 0..<stream.count, using: &random)
            _ = decoder.feed(Array(stream[start..<Int.random(in: start...stream.count, using: &random)]))
            for _ in 0..<200 where decoder.isPending { _ = decoder.flush() }
            #expect(!decoder.isPending, "seed \(seed) round \(round)")
            #expect(decoder.feed([0x61]) == [.key(Key(code: .character("a")))], "seed \(seed) round \(round)")
        }
    }
}
