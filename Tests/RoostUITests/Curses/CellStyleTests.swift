import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct CellStyleTests {
    @Test func `every attribute has its flag`() {
        let style = Style(
            attributes: [.bold, .dim, .italic, .rapidBlink, .inverse, .invisible, .strikethrough],
            underline: .curly)
        #expect(
            CellStyle(style, depth: .direct).flags
                == [.bold, .dim, .italic, .blink, .reverse, .invisible, .strikethrough, .curlyUnderline])
    }

    @Test(arguments: [Underline.single, .double, .dotted, .dashed])
    func `underlines that curses lacks are plain ones`(underline: Underline) {
        #expect(CellStyle(Style(underline: underline), depth: .palette).flags == .underline)
    }

    @Test func `eight colours show bright ones in bold`() {
        let style = Style(foreground: .palette(9))
        #expect(CellStyle(style, depth: .eight).flags == .bold)
        #expect(CellStyle(style, depth: .eight).colors.foreground == 1)
        #expect(CellStyle(style, depth: .sixteen).flags == [])
    }
}
