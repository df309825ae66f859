import Testing

@testable import RoostTerminal

@Suite struct StyleTests {
    private static let styles: [Style] = [
        .plain, Style(foreground: .palette(3)), Style(background: .rgb(1, 2, 3)),
        Style(foreground: .rgb(255, 0, 9), background: .palette(255), underlineColor: .palette(0)),
        Style(attributes: [.bold, .strikethrough, .overline, .protected]), Style(underline: .dashed),
        Style(link: "a;http://x/y?z;q"), Style(underlineColor: .rgb(9, 9, 9), underline: .curly, link: ";u"),
    ]

    @Test(arguments: styles)
    func `a style survives its binary form and its packed form`(style: Style) throws {
        var bytes: [UInt8] = []
        style.encode(into: &bytes)
        var reader = LEB128Reader(bytes[...])
        #expect(try Style(decoding: &reader) == style)
        var table = StyleTable()
        let packed = table.pack(style)
        #expect(table.resolve(packed) == style)
    }

    @Test func `a link tells its identifier and its target`() {
        #expect(Style(link: "7;http://x;y").linkIdentifier == "7")
        #expect(Style(link: "7;http://x;y").linkTarget == "http://x;y")
        #expect(Style(link: ";http://x").linkIdentifier == nil)
        #expect(Style.plain.linkTarget == nil)
    }

    @Test func `every underline keeps its form`() {
        for underline in Underline.allCases {
            var style = PackedStyle()
            style.underlineColor = .rgb(255, 255, 255)
            style.underline = underline
            style.link = .max
            #expect(style.underline == underline)
            #expect(style.link == .max)
            #expect(style.underlineColor == .rgb(255, 255, 255))
        }
    }
}
