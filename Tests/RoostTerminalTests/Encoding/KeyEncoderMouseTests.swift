import Testing

@testable import RoostTerminal

@Suite struct KeyEncoderMouseTests {
    private static func modes(_ tracking: MouseTracking, _ encoding: MouseEncoding) -> InputModes {
        var modes = InputModes()
        modes.mouseTracking = tracking
        modes.mouseEncoding = encoding
        return modes
    }

    private static let press = MouseEvent(action: .press, button: .left, row: 4, column: 9)
    private static let release = MouseEvent(action: .release, button: .left, row: 4, column: 9)
    private static let drag = MouseEvent(action: .move, button: .left, row: 4, column: 9)
    private static let move = MouseEvent(action: .move, button: .none, row: 4, column: 9)
    private static let wheel = MouseEvent(action: .press, button: .wheelUp, row: 4, column: 9)

    static let wanted: [(MouseTracking, [Bool])] = [
        (.none, [false, false, false, false, false]), (.x10, [true, false, false, false, false]),
        (.normal, [true, true, false, false, true]), (.button, [true, true, true, false, true]),
        (.any, [true, true, true, true, true]),
    ]

    @Test(arguments: wanted)
    func `a program hears what it asked for`(tracking: MouseTracking, expected: [Bool]) {
        let events = [Self.press, Self.release, Self.drag, Self.move, Self.wheel]
        for encoding in MouseEncoding.allCases {
            let modes = Self.modes(tracking, encoding)
            #expect(events.map { KeyEncoder.encodeMouse($0, modes: modes) != nil } == expected)
        }
    }

    static let encodings: [(MouseEncoding, [String])] = [
        (.legacy, ["^[[M *%", "^[[M#*%", "^[[M@*%", "^[[MC*%", "^[[M`*%"]),
        (.utf8, ["^[[M *%", "^[[M#*%", "^[[M@*%", "^[[MC*%", "^[[M`*%"]),
        (.sgr, ["^[[<0;10;5M", "^[[<0;10;5m", "^[[<32;10;5M", "^[[<35;10;5M", "^[[<64;10;5M"]),
        (.urxvt, ["^[[32;10;5M", "^[[35;10;5M", "^[[64;10;5M", "^[[67;10;5M", "^[[96;10;5M"]),
        (.sgrPixels, ["^[[<0;77;73M", "^[[<0;77;73m", "^[[<32;77;73M", "^[[<35;77;73M", "^[[<64;77;73M"]),
    ]

    @Test(arguments: encodings)
    func `an action has the form of its encoding`(encoding: MouseEncoding, expected: [String]) {
        let events = [Self.press, Self.release, Self.drag, Self.move, Self.wheel]
        let modes = Self.modes(.any, encoding)
        #expect(
            events.map { InputSamples.visible(KeyEncoder.encodeMouse($0, modes: modes) ?? []) } == expected)
    }

    @Test func `all buttons and modifiers come back from SGR, legacy and urxvt`() {
        let buttons: [MouseEvent.Button] =
            [.left, .middle, .right, .wheelUp, .wheelDown, .wheelLeft, .wheelRight]
            + (8...15).map { .other($0) }
        for encoding in [MouseEncoding.sgr, .legacy, .urxvt] {
            for button in buttons {
                for bits in UInt8(0)..<8 {
                    for action in MouseEvent.Action.allCases where !(button.isWheel && action != .press) {
                        let event = MouseEvent(
                            action: action, button: button, row: 3, column: 7,
                            modifiers: Modifiers(rawValue: bits))
                        var expected = event
                        if encoding != .sgr, action == .release { expected.button = .none }
                        guard let bytes = KeyEncoder.encodeMouse(event, modes: Self.modes(.any, encoding))
                        else {
                            // One byte holds values up to 223.
                            #expect(encoding == .legacy && (event.buttonCode(namesRelease: false) ?? 0) > 223)
                            continue
                        }
                        #expect(InputDecoderTests.events(bytes) == [.mouse(expected)])
                    }
                }
            }
        }
    }

    @Test(
        arguments: [
            (222, 222, 222), (223, nil, 223), (2014, nil, 2014), (2015, nil, nil), (65_535, nil, nil),
            (-1, nil, nil), (.max, nil, nil), (.min, nil, nil),
        ] as [(Int, Int?, Int?)])
    func `a cell beyond the encoding is not told`(cell: Int, legacy: Int?, utf8: Int?) {
        let events = [
            MouseEvent(action: .press, button: .left, row: 0, column: cell),
            MouseEvent(action: .press, button: .left, row: cell, column: 0),
        ]
        for event in events {
            #expect(
                (KeyEncoder.encodeMouse(event, modes: Self.modes(.any, .legacy)) != nil) == (legacy != nil))
            #expect((KeyEncoder.encodeMouse(event, modes: Self.modes(.any, .utf8)) != nil) == (utf8 != nil))
            #expect(
                (KeyEncoder.encodeMouse(event, modes: Self.modes(.any, .sgr)) != nil)
                    == (0..<65_536).contains(cell))
        }
    }

    @Test func `coordinates beyond one byte are two in UTF-8`() {
        let event = MouseEvent(action: .press, button: .left, row: 0, column: 1000)
        #expect(
            KeyEncoder.encodeMouse(event, modes: Self.modes(.any, .utf8)) == [
                0x1B, 0x5B, 0x4D, 0x20, 0xD0, 0x89, 0x21,
            ])
    }

    @Test func `pixels are the middle of the cell`() {
        let bytes = KeyEncoder.encodeMouse(
            Self.press, modes: Self.modes(.any, .sgrPixels), cellPixels: (20, 10))
        #expect(bytes.map(InputSamples.visible) == "^[[<0;96;91M")
        let broken = KeyEncoder.encodeMouse(
            Self.press, modes: Self.modes(.any, .sgrPixels), cellPixels: (.max, .min))
        #expect(broken != nil)
    }

    @Test func `X10 mode has three buttons and no modifiers`() {
        var event = Self.press
        event.modifiers = [.shift, .control]
        #expect(
            KeyEncoder.encodeMouse(event, modes: Self.modes(.x10, .sgr)).map(InputSamples.visible)
                == "^[[<0;10;5M")
        event.button = .other(8)
        #expect(KeyEncoder.encodeMouse(event, modes: Self.modes(.x10, .sgr)) == nil)
    }

    @Test func `the wheel scrolls a program that does not track the mouse`() {
        var modes = InputModes()
        #expect(KeyEncoder.encodeAlternateScroll(Self.wheel, modes: modes) == nil)
        modes.alternateScroll = true
        #expect(
            KeyEncoder.encodeAlternateScroll(Self.wheel, modes: modes).map(InputSamples.visible)
                == "^[[A^[[A^[[A")
        modes.applicationCursorKeys = true
        let down = MouseEvent(action: .press, button: .wheelDown, row: 0, column: 0)
        #expect(
            KeyEncoder.encodeAlternateScroll(down, modes: modes).map(InputSamples.visible) == "^[OB^[OB^[OB")
        #expect(KeyEncoder.encodeAlternateScroll(Self.press, modes: modes) == nil)
        modes.mouseTracking = .normal
        #expect(KeyEncoder.encodeAlternateScroll(down, modes: modes) == nil)
    }
}
