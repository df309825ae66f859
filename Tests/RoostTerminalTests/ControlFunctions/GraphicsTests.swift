import RoostTerminal
import Testing

@Suite struct GraphicsTests {
    @Test(arguments: [
        ("1", Style(attributes: .bold)), ("2;3", Style(attributes: [.dim, .italic])),
        ("4", Style(underline: .single)),
        ("5;6;7;8;9", Style(attributes: [.blink, .rapidBlink, .inverse, .invisible, .strikethrough])),
        ("21", Style(underline: .double)), ("53", Style(attributes: .overline)), ("4:0", .plain),
        ("4:1", Style(underline: .single)), ("4:2", Style(underline: .double)),
        ("4:3", Style(underline: .curly)),
        ("4:4", Style(underline: .dotted)), ("4:5", Style(underline: .dashed)), ("4:9", .plain),
        ("4;24", .plain), ("1;2;22", .plain), ("3;23", .plain), ("5;6;25", .plain), ("7;27", .plain),
        ("8;28", .plain), ("9;29", .plain), ("53;55", .plain), ("31", Style(foreground: .palette(1))),
        ("42", Style(background: .palette(2))), ("93", Style(foreground: .palette(11))),
        ("104", Style(background: .palette(12))), ("31;39", .plain), ("41;49", .plain),
        ("38;5;123", Style(foreground: .palette(123))), ("48;5;9", Style(background: .palette(9))),
        ("58;5;9", Style(underlineColor: .palette(9))), ("58;5;9;59", .plain),
        ("38;2;1;2;3", Style(foreground: .rgb(1, 2, 3))), ("48;2;1;2;3", Style(background: .rgb(1, 2, 3))),
        ("38:2:1:2:3", Style(foreground: .rgb(1, 2, 3))), ("38:2::1:2:3", Style(foreground: .rgb(1, 2, 3))),
        ("38:2:0:1:2:3", Style(foreground: .rgb(1, 2, 3))),
        ("58:2::1:2:3", Style(underlineColor: .rgb(1, 2, 3))),
        ("38:5:77", Style(foreground: .palette(77))),
        ("38;2;1;2;3;1", Style(foreground: .rgb(1, 2, 3), attributes: .bold)),
        ("38:2::1:2:3;1", Style(foreground: .rgb(1, 2, 3), attributes: .bold)),
        (
            "38;5;1;48;5;2;4:3;58:5:3",
            Style(
                foreground: .palette(1), background: .palette(2), underlineColor: .palette(3),
                underline: .curly)
        ),
        ("38;5;300;1", Style(attributes: .bold)), ("38;9;1", Style(attributes: .bold)), ("38", .plain),
        ("38;5", Style(foreground: .palette(0))),
        ("1;31;0", .plain), ("1;;3", Style(attributes: .italic)), ("999;1", Style(attributes: .bold)),
        ("1:2;3", Style(attributes: .italic)), ("", .plain),
        ("38:2::1:2:3:0:1", Style(foreground: .rgb(1, 2, 3))),
    ])
    func `SGR sets what it says`(parameters: String, style: Style) {
        #expect(Probe("\u{1B}[\(parameters)mx").style(0, 0) == style)
    }

    @Test func `a link stays through SGR 0 and ends with an empty one`() {
        let probe = Probe("\u{1B}]8;;http://x\u{7}a\u{1B}[0mb\u{1B}]8;;\u{7}c")
        #expect(probe.style(0, 0).linkTarget == "http://x")
        #expect(probe.style(0, 1).linkTarget == "http://x")
        #expect(probe.style(0, 2).link == nil)
    }

    @Test func `protection stays through SGR 0`() {
        #expect(Probe("\u{1B}[1\"q\u{1B}[1;0mx").style(0, 0).attributes == .protected)
    }
}
