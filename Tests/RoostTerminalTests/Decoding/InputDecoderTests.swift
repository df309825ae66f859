import Testing

@testable import RoostTerminal

@Suite struct InputDecoderTests {
    /// All events of bytes that come in reads of the given lengths, the last of which takes the rest.
    static func events(_ bytes: [UInt8], cuts: [Int] = []) -> [InputEvent] {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        var start = 0
        for end in cuts + [bytes.count] {
            events += decoder.feed(Array(bytes[start..<end]))
            start = end
        }
        return events
    }

    @Test(arguments: InputSamples.legacy)
    func `a legacy sequence is its key`(sample: InputSamples.Sample) {
        var decoder = InputDecoder()
        #expect(decoder.feed(sample.bytes) == [.key(sample.key)])
        #expect(!decoder.isPending)
    }

    static let others: [(String, Key)] = [
        // tmux, screen, the Linux console
        ("^[[1~", Key(code: .home)), ("^[[4~", Key(code: .end)), ("^[[[A", Key(code: .function(1))),
        ("^[[[E", Key(code: .function(5))),
        // rxvt
        ("^[[7~", Key(code: .home)), ("^[[8~", Key(code: .end)), ("^[[11~", Key(code: .function(1))),
        ("^[[14~", Key(code: .function(4))), ("^[[a", Key(code: .up, modifiers: .shift)),
        ("^[[d", Key(code: .left, modifiers: .shift)), ("^[Oa", Key(code: .up, modifiers: .control)),
        ("^[Od", Key(code: .left, modifiers: .control)), ("^[[3^", Key(code: .delete, modifiers: .control)),
        ("^[[3$", Key(code: .delete, modifiers: .shift)),
        ("^[[24@", Key(code: .function(12), modifiers: [.control, .shift])),
        // Konsole
        ("^[O2P", Key(code: .function(1), modifiers: .shift)),
        // xterm with Meta, old kitty
        ("^[[1;9A", Key(code: .up, modifiers: .super)),
        ("^[[1;16A", Key(code: .up, modifiers: Modifiers(rawValue: 15))),
        ("^[[R", Key(code: .function(3))), ("^[[1;1A", Key(code: .up)),
        ("^[[1;2Z", Key(code: .tab, modifiers: .shift)),
        // modifyOtherKeys
        ("^[[27;5;13~", Key(code: .enter, modifiers: .control)),
        ("^[[27;2;9~", Key(code: .tab, modifiers: .shift)),
        ("^[[27;3;27~", Key(code: .escape, modifiers: .alt)),
        ("^[[27;6;127~", Key(code: .backspace, modifiers: [.shift, .control])),
        ("^[[27;5;46~", Key(code: .character("."), modifiers: .control)),
        ("^[[27;2;32~", Key(code: .character(" "), modifiers: .shift)),
        ("^[[27;6;72~", Key(code: .character("h"), modifiers: [.shift, .control], shiftedScalar: "H")),
        ("^[[27;6;37~", Key(code: .character("%"), modifiers: [.shift, .control], shiftedScalar: "%")),
        // kitty
        ("^[[97u", Key(code: .character("a"))), ("^[[97;5u", Key(code: .character("a"), modifiers: .control)),
        ("^[[13;2u", Key(code: .enter, modifiers: .shift)), ("^[[27u", Key(code: .escape)),
        ("^[[9;6u", Key(code: .tab, modifiers: [.shift, .control])),
        ("^[[127;3u", Key(code: .backspace, modifiers: .alt)), ("^[[57363u", Key(code: .menu)),
        ("^[[97;1:3u", Key(code: .character("a"), event: .release)),
        ("^[[97;5:2u", Key(code: .character("a"), modifiers: .control, event: .repeated)),
        ("^[[97:65;2u", Key(code: .character("a"), modifiers: .shift, shiftedScalar: "A")),
        ("^[[1089::99;5u", Key(code: .character("с"), modifiers: .control, baseScalar: "c")),
        (
            "^[[1089:1057:99;6u",
            Key(code: .character("с"), modifiers: [.shift, .control], shiftedScalar: "С", baseScalar: "c")
        ),
        ("^[[65;2u", Key(code: .character("a"), modifiers: .shift, shiftedScalar: "A")),
        ("^[[97;2;65u", Key(code: .character("a"), modifiers: .shift, text: "A")),
        ("^[[97;;229u", Key(code: .character("a"), text: "å")),
        ("^[[0;;104:101u", Key(code: .unidentified, text: "he")), ("^[[57376u", Key(code: .function(13))),
        ("^[[57398;2u", Key(code: .function(35), modifiers: .shift)),
        ("^[[57399u", Key(code: .keypad(.zero))),
        ("^[[57414;5u", Key(code: .keypad(.enter), modifiers: .control)),
        ("^[[57427~", Key(code: .keypad(.begin))), ("^[[57426u", Key(code: .keypad(.delete))),
        ("^[[57428u", Key(code: .media(.play))), ("^[[57440u", Key(code: .media(.muteVolume))),
        ("^[[57441;2u", Key(code: .modifier(.leftShift), modifiers: .shift)),
        ("^[[57454u", Key(code: .modifier(.isoLevel5Shift))),
        ("^[[57358;65u", Key(code: .capsLock, modifiers: .capsLock)),
        ("^[[1;129A", Key(code: .up, modifiers: .numLock)),
        ("^[[1;256A", Key(code: .up, modifiers: Modifiers(rawValue: 255))),
        ("^[[1;1:3A", Key(code: .up, event: .release)),
        ("^[[13;5:2~", Key(code: .function(3), modifiers: .control, event: .repeated)),
    ]

    @Test(arguments: others)
    func `other terminals and protocols name the same keys`(text: String, key: Key) {
        #expect(Self.events(InputSamples.bytes(text)) == [.key(key)])
    }

    static let mouse: [(String, MouseEvent)] = [
        ("^[[<0;1;1M", MouseEvent(action: .press, button: .left, row: 0, column: 0)),
        ("^[[<0;80;24m", MouseEvent(action: .release, button: .left, row: 23, column: 79)),
        ("^[[<2;500;300M", MouseEvent(action: .press, button: .right, row: 299, column: 499)),
        ("^[[<32;3;2M", MouseEvent(action: .move, button: .left, row: 1, column: 2)),
        ("^[[<35;3;2M", MouseEvent(action: .move, button: .none, row: 1, column: 2)),
        ("^[[<64;3;2M", MouseEvent(action: .press, button: .wheelUp, row: 1, column: 2)),
        (
            "^[[<85;3;2M",
            MouseEvent(action: .press, button: .wheelDown, row: 1, column: 2, modifiers: [.shift, .control])
        ),
        ("^[[<128;3;2M", MouseEvent(action: .press, button: .other(8), row: 1, column: 2)),
        ("^[[<9;3;2m", MouseEvent(action: .release, button: .middle, row: 1, column: 2, modifiers: .alt)),
        ("^[[<0;0;0M", MouseEvent(action: .press, button: .left, row: 0, column: 0)),
        ("^[[M !!", MouseEvent(action: .press, button: .left, row: 0, column: 0)),
        ("^[[M#~\"", MouseEvent(action: .release, button: .none, row: 1, column: 93)),
        ("^[[M`+,", MouseEvent(action: .press, button: .wheelUp, row: 11, column: 10)),
        ("^[[MC+,", MouseEvent(action: .move, button: .none, row: 11, column: 10)),
        ("^[[32;300;1M", MouseEvent(action: .press, button: .left, row: 0, column: 299)),
        ("^[[35;1;1M", MouseEvent(action: .release, button: .none, row: 0, column: 0)),
    ]

    @Test(arguments: mouse)
    func `a mouse report is its action`(text: String, event: MouseEvent) {
        #expect(Self.events(InputSamples.bytes(text)) == [.mouse(event)])
    }

    @Test func `a mouse report of single bytes reaches column 222`() {
        let bytes: [UInt8] = [0x1B, 0x5B, 0x4D, 0x20, 0xFF, 0xFE]
        #expect(
            Self.events(bytes) == [.mouse(MouseEvent(action: .press, button: .left, row: 221, column: 222))])
    }

    @Test func `focus is told apart from keys`() {
        #expect(Self.events(InputSamples.bytes("^[[I^[[O^[OI")).prefix(2) == [.focus(true), .focus(false)])
    }

    static let meaningless = [
        "^[[5n", "^[[?25h", "^[[31m", "^[[>1u", "^[[1;2;3;4A", "^[[2A", "^[[200;1~", "^[[201~", "^[[99~",
        "^[[1;0A", "^[[1;257A", "^[[1;1:4A", "^[[5u", "^[[55296u", "^[[1114112u",
        "^[[0u", "^[[57375u", "^[[97;1;7u", "^[[<1;2M", "^[[<300;1;1M", "^[[=1c", "^[[!p", "^[[1;2$2y",
        "^[[9t",
        "^[[27;5;0~", "^[]52;c;aGk=^[\\", "^[P1$r0m^[\\", "^[_Gi=31;OK^[\\",
        "^[]4;1;rgb:00/00/00^[\\", "^[]10;rgb:00/00^[\\", "^[]10;rgb:xx/00/00^[\\", "^[P1+rzz^[\\",
    ]

    @Test(arguments: meaningless)
    func `what means nothing is unknown as a whole`(text: String) {
        let bytes = InputSamples.bytes(text)
        #expect(Self.events(bytes) == [.unknown(bytes)])
    }

    @Test(
        arguments: [
            [0x80], [0xC0], [0xC1], [0xF5], [0xFF], [0xC3, 0x28], [0xE2, 0x82, 0x41], [0xED, 0xA0],
            [0xF0, 0x8F],
            [0xF4, 0x90], [0xE0, 0x9F],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are unknown and text goes on`(bytes: [UInt8]) {
        let events = Self.events(bytes + [0x7A])
        let ascii = bytes.filter { $0 < 0x80 }.map { InputEvent.key(InputDecoder.key(ascii: $0)) }
        let unknown = events.reduce(into: [UInt8]()) { if case .unknown(let part) = $1 { $0 += part } }
        #expect(unknown == bytes.filter { $0 >= 0x80 })
        #expect(events.suffix(ascii.count + 1) == ascii[...] + [.key(Key(code: .character("z")))])
    }

    @Test func `a control byte ends a sequence that it stands in`() {
        #expect(
            Self.events(InputSamples.bytes("^[[1;\r")) == [
                .unknown(InputSamples.bytes("^[[1;")), .key(Key(code: .enter)),
            ])
        #expect(
            Self.events(InputSamples.bytes("^[[1;^[[A")) == [
                .unknown(InputSamples.bytes("^[[1;")), .key(Key(code: .up)),
            ])
        #expect(
            Self.events(InputSamples.bytes("^[]11;rgb\r")) == [
                .unknown(InputSamples.bytes("^[]11;rgb")), .key(Key(code: .enter)),
            ])
    }

    @Test(arguments: ["]a", "P\r", "_.", "OZ", "]", "^x", "Xx"])
    func `Alt with a letter that starts strings elsewhere is a key`(text: String) {
        let typed = Array(text.utf8)
        var decoder = InputDecoder()
        let events = decoder.feed([0x1B] + typed) + decoder.flush()
        var first = InputDecoder.key(ascii: typed[0])
        first.modifiers.insert(.alt)
        #expect(events == [.key(first)] + typed.dropFirst().map { .key(InputDecoder.key(ascii: $0)) })
    }

    @Test(arguments: [5000, 20_000])
    func `a sequence above the limit is dropped to its end`(length: Int) {
        let filler = [UInt8](repeating: 0x31, count: length)
        for (start, end) in [("^[[", "u"), ("^[]11;", "^[\\"), ("^[]11;", "\u{7}"), ("^[P>|", "^[\\")] {
            let bytes = InputSamples.bytes(start) + filler + InputSamples.bytes(end + "x")
            let events = Self.events(bytes)
            #expect(events.count == 2)
            guard case .unknown(let kept)? = events.first else {
                Issue.record("the sequence is not unknown")
                return
            }
            #expect(kept.count == InputDecoder.sequenceLimit + 2)
            #expect(events.last == .key(Key(code: .character("x"))))
            for cut in [1, 2, 3, 4096, 4097, 4098, 4099, length, bytes.count - 3, bytes.count - 2] {
                #expect(Self.events(bytes, cuts: [cut]) == events)
            }
        }
    }
}
