import RoostTestSupport
import Testing

@testable import RoostTerminal

@Suite struct KeyEncoderPasteTests {
    private static let bracketed: InputModes = {
        var modes = InputModes()
        modes.bracketedPaste = true
        return modes
    }()

    static let contents: [(String, String)] = [
        ("", ""), ("ls", "ls"), ("a\nb", "a\rb"), ("a\r\nb\n", "a\rb\r"), ("a\r\rb", "a\r\rb"),
        ("\n\n", "\r\r"), ("a^[[201~b", "ab"), ("^[[201~^[[201~", ""),
        ("^[[20^[[201~1~x", "x"), ("^[[2^[[20^[[201~1~01~x", "x"), ("^[[200~x", "^[[200~x"),
        ("^[[201", "^[[201"), ("01~x", "01~x"), ("a\u{9B}201~b", "ab"), ("é~\t", "é~\t"),
    ]

    @Test(arguments: contents)
    func `a paste reaches the program once enclosed and cannot end itself`(content: String, expected: String)
    {
        let bytes = InputSamples.bytes(content)
        let plain = InputSamples.bytes(expected)
        #expect(KeyEncoder.encodePaste(bytes, modes: InputModes()) == plain)
        let enclosed = KeyEncoder.encodePaste(bytes, modes: Self.bracketed)
        #expect(
            InputSamples.visible(enclosed)
                == InputSamples.visible(InputSamples.bytes("^[[200~") + plain + InputSamples.bytes("^[[201~"))
        )
    }

    @Test func `a random paste is one paste for the program`() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("\u{1B}[201~\u{1B}[2\u{9B}".utf8)
        for round in 0..<2000 {
            let bytes = (0..<30).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let events = InputDecoderTests.events(KeyEncoder.encodePaste(bytes, modes: Self.bracketed))
            #expect(events.count == 1, "seed \(seed) round \(round)")
            if case .paste? = events.first {
            } else {
                Issue.record("not a paste: seed \(seed) round \(round)")
            }
        }
    }

    @Test func `focus is told if asked for`() {
        var modes = InputModes()
        #expect(KeyEncoder.encodeFocus(true, modes: modes) == [])
        modes.focusEvents = true
        #expect(KeyEncoder.encodeFocus(true, modes: modes) == InputSamples.bytes("^[[I"))
        #expect(KeyEncoder.encodeFocus(false, modes: modes) == InputSamples.bytes("^[[O"))
    }
}
