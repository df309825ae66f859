import Testing

@testable import RoostTerminal

@Suite struct InputDecoderFlushTests {
    static let typed: [(String, [Key])] = [
        ("^[", [Key(code: .escape)]),
        ("^[^[", [Key(code: .escape), Key(code: .escape)]),
        ("^[^[^[", [Key(code: .escape), Key(code: .escape), Key(code: .escape)]),
        ("^[[", [Key(code: .character("["), modifiers: .alt)]),
        ("^[O", [Key(code: .character("O"), modifiers: .alt)]),
        ("^[O5", [Key(code: .character("O"), modifiers: .alt), Key(code: .character("5"))]),
        ("^[]", [Key(code: .character("]"), modifiers: .alt)]),
        ("^[P", [Key(code: .character("P"), modifiers: .alt)]),
        ("^[_", [Key(code: .character("_"), modifiers: .alt)]),
        ("^[^[[", [Key(code: .escape), Key(code: .character("["), modifiers: .alt)]),
        ("^[^[O", [Key(code: .escape), Key(code: .character("O"), modifiers: .alt)]),
    ]

    @Test(arguments: typed)
    func `what waits and can be keys is keys after one time-out`(text: String, keys: [Key]) {
        var decoder = InputDecoder()
        let bytes = InputSamples.bytes(text)
        var events = decoder.feed(bytes)
        #expect(decoder.isPending)
        events += decoder.flush()
        #expect(events == keys.map { .key($0) })
        #expect(!decoder.isPending)
        // The program gets what was typed.
        #expect(keys.flatMap { KeyEncoder.encode($0, modes: InputModes()) } == bytes)
    }

    @Test(arguments: ["^[[<35;1", "^[[1;", "^[]11;rgb:ff", "^[P>|xt", "^[_Gi=1", "^[[M !", "^[[["])
    func `half an answer never becomes text`(text: String) {
        var decoder = InputDecoder()
        let bytes = InputSamples.bytes(text)
        #expect(decoder.feed(bytes) == [])
        var flushes = 0
        var events: [InputEvent] = []
        while decoder.isPending {
            events += decoder.flush()
            flushes += 1
        }
        #expect(events == [.unknown(bytes)])
        #expect(flushes == 20)
    }

    @Test func `half an answer is completed after a pause`() {
        var decoder = InputDecoder()
        _ = decoder.feed(InputSamples.bytes("^[[<35;1"))
        for _ in 0..<19 { #expect(decoder.flush() == []) }
        #expect(decoder.feed(InputSamples.bytes("0;5")) == [])
        for _ in 0..<19 { #expect(decoder.flush() == []) }
        let move = MouseEvent(action: .move, button: .none, row: 4, column: 9)
        #expect(decoder.feed(InputSamples.bytes("M")) == [.mouse(move)])
    }

    @Test func `half a character is completed after a pause and unknown without the rest`() {
        var decoder = InputDecoder()
        _ = decoder.feed([0xE4, 0xB8])
        #expect(decoder.flush() == [])
        #expect(decoder.feed([0xAD]) == [.key(Key(code: .character("中")))])
        _ = decoder.feed([0xE4, 0xB8])
        var events: [InputEvent] = []
        while decoder.isPending { events += decoder.flush() }
        #expect(events == [.unknown([0xE4, 0xB8])])
    }

    @Test func `Escape and a key within the time-out are Alt and after it two keys`() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.feed([0x78]) == [.key(Key(code: .character("x"), modifiers: .alt))])
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.flush() == [.key(Key(code: .escape))])
        #expect(decoder.feed([0x78]) == [.key(Key(code: .character("x")))])
    }

    @Test func `nothing waits at first and flushing it gives nothing`() {
        var decoder = InputDecoder()
        #expect(!decoder.isPending)
        #expect(decoder.flush() == [])
        #expect(decoder.feed([]) == [])
    }

    @Test func `an overlong string without an end is given up`() {
        var decoder = InputDecoder()
        #expect(decoder.feed(InputSamples.bytes("^[]11;") + [UInt8](repeating: 0x31, count: 9000)).count == 1)
        var flushes = 0
        while decoder.isPending {
            #expect(decoder.flush() == [])
            flushes += 1
        }
        #expect(flushes == 20)
    }
}
