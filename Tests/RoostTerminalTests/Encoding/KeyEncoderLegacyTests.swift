import Testing

@testable import RoostTerminal

@Suite struct KeyEncoderLegacyTests {
    @Test(arguments: InputSamples.legacy)
    func `what was typed in a legacy terminal reaches the program unchanged`(sample: InputSamples.Sample) {
        let events = InputDecoderTests.events(sample.bytes)
        let written = events.flatMap { event -> [UInt8] in
            if case .key(let key) = event { KeyEncoder.encode(key, modes: sample.modes) } else { [] }
        }
        #expect(InputSamples.visible(written) == InputSamples.visible(sample.bytes))
    }

    /// Keys as a terminal with the kitty protocol or a configuration names them, in a legacy program.
    static let named: [(String, String)] = [
        ("Enter", "\r"), ("S-Enter", "\r"), ("C-Enter", "\r"), ("M-Enter", "^[\r"), ("Tab", "\t"),
        ("C-Tab", "\t"),
        ("BTab", "^[[Z"), ("M-BTab", "^[^[[Z"), ("M-Tab", "^[\t"), ("Escape", "^["), ("M-Escape", "^[^["),
        ("S-Escape", "^["),
        ("BSpace", "\u{7F}"), ("C-BSpace", "\u{8}"), ("M-BSpace", "^[\u{7F}"), ("C-M-BSpace", "^[\u{8}"),
        ("S-BSpace", "\u{7F}"),
        ("Space", " "), ("S-Space", " "), ("C-Space", "\u{0}"), ("C-M-Space", "^[\u{0}"), ("M-Space", "^[ "),
        ("a", "a"), ("S-a", "A"), ("C-a", "\u{1}"), ("C-S-a", "\u{1}"), ("M-a", "^[a"), ("M-S-a", "^[A"),
        ("C-M-a", "^[\u{1}"),
        ("C-@", "\u{0}"), ("C-`", "\u{0}"), ("C-[", "^["), ("C-{", "^["), ("C-\\", "\u{1C}"),
        ("C-|", "\u{1C}"), ("C-]", "\u{1D}"), ("C-^", "\u{1E}"),
        ("C-~", "\u{1E}"), ("C-_", "\u{1F}"), ("C-/", "\u{1F}"), ("C-?", "\u{7F}"), ("C-1", "1"),
        ("C-2", "\u{0}"), ("C-3", "^["), ("C-4", "\u{1C}"),
        ("C-5", "\u{1D}"), ("C-6", "\u{1E}"), ("C-7", "\u{1F}"), ("C-8", "\u{7F}"), ("C-9", "9"),
        ("C-0", "0"), ("C-;", ";"), ("C-M-.", "^[."),
        ("C-é", "é"), ("M-é", "^[é"), ("S-é", "É"), ("Meta-x", "^[x"), ("Super-x", ""), ("Hyper-x", ""),
        ("Super-Up", "^[[1;9A"),
        ("F1", "^[OP"), ("C-F1", "^[[1;5P"), ("F20", "^[[34~"), ("F35", "^[[56~"), ("F16", "^[[29~"),
        ("Menu", "^[[29~"),
        ("KP5", "5"), ("KP*", "*"), ("KPEnter", "\r"), ("KPLeft", "^[[D"), ("C-KPHome", "^[[1;5H"),
        ("KPBegin", "^[[E"), ("KPDelete", "^[[3~"),
        ("CapsLock", ""), ("Pause", ""), ("PrintScreen", ""), ("Play", ""), ("LeftShift", ""),
        ("Unidentified", ""),
    ]

    @Test(arguments: named)
    func `a key has the form of xterm`(name: String, bytes: String) throws {
        let key = try #require(Key(name: name))
        #expect(
            InputSamples.visible(KeyEncoder.encode(key, modes: InputModes()))
                == InputSamples.visible(InputSamples.bytes(bytes)))
        var release = key
        release.event = .release
        #expect(KeyEncoder.encode(release, modes: InputModes()) == [])
        release.event = .repeated
        #expect(KeyEncoder.encode(release, modes: InputModes()) == InputSamples.bytes(bytes))
    }

    @Test func `DECBKM exchanges the two forms of Backspace`() {
        var modes = InputModes()
        modes.backarrowSendsBackspace = true
        #expect(KeyEncoder.encode(Key(code: .backspace), modes: modes) == [0x08])
        #expect(KeyEncoder.encode(Key(code: .backspace, modifiers: .control), modes: modes) == [0x7F])
    }

    @Test func `new line mode makes two bytes of Enter alone`() {
        var modes = InputModes()
        modes.newLineMode = true
        #expect(KeyEncoder.encode(Key(code: .enter), modes: modes) == [0x0D, 0x0A])
        #expect(KeyEncoder.encode(Key(code: .keypad(.enter)), modes: modes) == [0x0D, 0x0A])
        #expect(KeyEncoder.encode(Key(code: .enter, modifiers: .alt), modes: modes) == [0x1B, 0x0D, 0x0A])
        #expect(KeyEncoder.encode(Key(code: .character("j"), modifiers: .control), modes: modes) == [0x0A])
    }

    @Test func `Num Lock makes the application keypad numeric but for Enter`() {
        var modes = InputModes()
        modes.applicationKeypad = true
        #expect(KeyEncoder.encode(Key(code: .keypad(.five), modifiers: .numLock), modes: modes) == [0x35])
        #expect(
            KeyEncoder.encode(Key(code: .keypad(.enter), modifiers: .numLock), modes: modes) == [
                0x1B, 0x4F, 0x4D,
            ])
    }

    @Test func `text and alternates of the kitty protocol are what is typed`() {
        let modes = InputModes()
        #expect(
            KeyEncoder.encode(Key(code: .character("5"), modifiers: .shift, shiftedScalar: "%"), modes: modes)
                == [0x25])
        #expect(KeyEncoder.encode(Key(code: .character("a"), text: "å"), modes: modes) == Array("å".utf8))
        #expect(KeyEncoder.encode(Key(code: .unidentified, text: "かな"), modes: modes) == Array("かな".utf8))
        #expect(KeyEncoder.encode(Key(code: .character("a"), modifiers: .capsLock), modes: modes) == [0x41])
        #expect(
            KeyEncoder.encode(Key(code: .character("a"), modifiers: [.capsLock, .shift]), modes: modes) == [
                0x61
            ])
        #expect(
            KeyEncoder.encode(Key(code: .character("с"), modifiers: .control, baseScalar: "c"), modes: modes)
                == [0x03])
        #expect(
            KeyEncoder.encode(Key(code: .up, modifiers: [.capsLock, .numLock]), modes: modes) == [
                0x1B, 0x5B, 0x41,
            ])
    }
}
