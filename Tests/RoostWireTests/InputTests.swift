import RoostTerminal
import RoostTestSupport
import RoostWire
import Testing

@Suite struct InputTests {
    private static var key: KeyInput {
        var key = Key(code: .character("a"), modifiers: .control, event: .repeated, text: "é")
        key.shiftedScalar = "A"
        key.baseScalar = "q"
        return KeyInput(session: 42, key: key)
    }

    private static let mouse = MouseInput(
        session: 42,
        event: MouseEvent(
            action: .press, button: .wheelDown, row: 300, column: 2, modifiers: [.shift, .control]))

    @Test func `bodies have the documented layout`() throws {
        #expect(try Self.key.encoded == Fixtures.bytes("key-v1"))
        #expect(try Self.mouse.encoded == Fixtures.bytes("mouse-v1"))
        let paste = PasteInput(session: 42, bytes: [0x6C, 0x73, 0x0A, 0xFF, 0])
        #expect(try paste.encoded == Fixtures.bytes("paste-v1"))
        #expect(try ViewSize(rows: 50, columns: 300).encoded == Fixtures.bytes("resize-v1"))
        #expect(try FocusInput(isFocused: true).encoded == Fixtures.bytes("focus-v1"))
    }

    @Test func `frozen bodies are read`() throws {
        #expect(try KeyInput(decoding: Fixtures.bytes("key-v1")) == Self.key)
        #expect(try MouseInput(decoding: Fixtures.bytes("mouse-v1")) == Self.mouse)
        #expect(
            try PasteInput(decoding: Fixtures.bytes("paste-v1"))
                == PasteInput(session: 42, bytes: [0x6C, 0x73, 0x0A, 0xFF, 0]))
        #expect(try ViewSize(decoding: Fixtures.bytes("resize-v1")) == ViewSize(rows: 50, columns: 300))
        #expect(try FocusInput(decoding: Fixtures.bytes("focus-v1")) == FocusInput(isFocused: true))
    }

    @Test(arguments: [
        "a", "A", "é", "中", "%", "-", "C-a", "C-Space", "M-x", "C-M-Left", "S-F5", "F35", "Enter", "Tab",
        "BTab",
        "Escape", "BSpace", "PageUp", "Home", "DC", "IC", "Space",
    ])
    func `keys of all kinds arrive`(name: String) throws {
        let key = try #require(Key(name: name))
        for event in Key.Event.allCases {
            var sent = key
            sent.event = event
            #expect(try KeyInput(decoding: KeyInput(session: 1, key: sent).encoded).key == sent)
        }
    }

    @Test func `mouse events of all kinds arrive`() throws {
        let buttons: [MouseEvent.Button] = [
            .none, .left, .middle, .right, .wheelUp, .wheelDown, .wheelLeft, .wheelRight, .other(8),
            .other(11),
        ]
        for button in buttons {
            for action in [MouseEvent.Action.press, .release, .move] {
                let event = MouseEvent(
                    action: action, button: button, row: 999, column: 1999, modifiers: [.alt, .capsLock])
                let sent = MouseInput(session: .max, event: event)
                #expect(try MouseInput(decoding: sent.encoded) == sent)
            }
        }
    }

    @Test func `numbers that do not fit are clamped`() throws {
        let size = ViewSize(rows: -4, columns: 1_000_000)
        #expect(try ViewSize(decoding: size.encoded) == ViewSize(rows: 0, columns: 65_535))
    }

    @Test func `a body that ends early is an error at every place`() throws {
        for (name, decode) in Self.decoders {
            let whole = try Fixtures.bytes(name)
            // A paste has no end of its own.
            let shortest = name == "paste-v1" ? 8 : whole.count
            for count in 0..<shortest {
                #expect(throws: WireError.truncated, "\(name), \(count) bytes") {
                    try decode(Array(whole.prefix(count)))
                }
            }
        }
    }

    @Test func `bytes after the body are for later versions`() throws {
        for (name, decode) in Self.decoders {
            #expect(throws: Never.self, "\(name)") { try decode(try Fixtures.bytes(name) + [1, 2, 3]) }
        }
    }

    @Test func `values without a meaning are errors`() {
        var key = Self.key.encoded
        key[15] = 0
        #expect(throws: WireError.malformed("key event")) { try KeyInput(decoding: key) }
        var mouse = Self.mouse.encoded
        mouse[8] = 9
        #expect(throws: WireError.malformed("mouse action")) { try MouseInput(decoding: mouse) }
        let nameless: [UInt8] = Array(repeating: 0, count: 8) + [2, 0, 0, 0, 0x51, 0x51]
        #expect(throws: WireError.malformed("key \"QQ\"")) { try KeyInput(decoding: nameless) }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `no bytes trap a decoder`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for (name, decode) in Self.decoders {
            let random = generator.bytes(Int(generator.next() % 64))
            try? decode(random)
            var damaged = try Fixtures.bytes(name)
            damaged[Int(generator.next() % UInt64(damaged.count))] = UInt8(
                truncatingIfNeeded: generator.next())
            try? decode(damaged)
        }
    }

    private static let decoders: [(name: String, decode: @Sendable ([UInt8]) throws -> Void)] = [
        ("key-v1", { _ = try KeyInput(decoding: $0) }), ("mouse-v1", { _ = try MouseInput(decoding: $0) }),
        ("paste-v1", { _ = try PasteInput(decoding: $0) }), ("resize-v1", { _ = try ViewSize(decoding: $0) }),
        ("focus-v1", { _ = try FocusInput(decoding: $0) }),
        ("acknowledge-v1", { _ = try ScreenAcknowledgement(decoding: $0) }),
    ]
}
