import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct OuterFeaturesTests {
    @Test func `notifications go the way that the terminal knows`() {
        let bell = OuterFeatures(environment: ["TERM": "xterm-256color"])
        #expect(TerminalSequences.notification(title: "a", body: "b", by: bell.notifications) == "\u{7}")
        let kitty = OuterFeatures(environment: ["TERM": "xterm-kitty"])
        #expect(
            TerminalSequences.notification(title: "a", body: "b\u{1b}", by: kitty.notifications)
                == "\u{1b}]99;i=roost:d=0;a\u{1b}\\\u{1b}]99;i=roost:p=body;b\u{1b}\\")
        let foot = OuterFeatures(environment: ["TERM": "foot"])
        #expect(
            TerminalSequences.notification(title: "a;b", body: "c", by: foot.notifications)
                == "\u{1b}]777;notify;a,b;c\u{1b}\\")
        let roost = OuterFeatures(environment: ["TERM": "xterm-256color", "TERM_PROGRAM": "roost"])
        #expect(
            TerminalSequences.notification(title: "", body: "done", by: roost.notifications)
                == "\u{1b}]9;done\u{1b}\\")
        #expect(roost.showsProgress)
    }

    @Test(
        arguments: [
            (["TERM": "xterm-256color"], true), (["TERM": "linux"], false),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], false),
            (["TERM": "xterm-256color", "VTE_VERSION": "7600"], false),
            (["TERM": "xterm-256color", "VTE_VERSION": "8201"], true), (["TERM": "tmux-256color"], true),
        ])
    func `a terminal that is known to have no clipboard is not said to have one`(
        environment: [String: String], takes: Bool
    ) {
        #expect(OuterFeatures(environment: environment).takesClipboard == takes)
    }

    @Test func `inside of another multiplexer only the bell is heard`() {
        let features = OuterFeatures(environment: ["TERM": "tmux-256color", "TERM_PROGRAM": "ghostty"])
        #expect(features == OuterFeatures(environment: ["TERM": "screen"]))
        #expect(!features.showsProgress)
    }

    @Test func `colours are told when both are known and have changed`() {
        var colors = OuterColors()
        #expect(colors.receive(.color(10, red: 0xFFFF, green: 0x8000, blue: 0)).isEmpty)
        #expect(colors.take() == nil)
        _ = colors.receive(.color(11, red: 0, green: 0, blue: 0x1234))
        #expect(colors.take() == Appearance(foreground: [255, 128, 0], background: [0, 0, 0x12]))
        #expect(colors.take() == nil)
        #expect(
            colors.receive(.colorScheme(2)) == TerminalSequences.askColors + TerminalSequences.askAttributes)
        _ = colors.receive(.color(11, red: 0xFFFF, green: 0xFFFF, blue: 0xFFFF))
        #expect(colors.take()?.background == [255, 255, 255])
    }
}
