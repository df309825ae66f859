import Testing

@testable import RoostUI

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("中", 2), ("한", 2), ("あ", 2), ("Ａ", 2), ("😀", 2), ("👩‍💻", 2),
        ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("─", 1), ("◐", 1), ("⚿", 1), ("⧗", 1), ("↻", 1), ("‖", 1),
        ("\u{200d}", 0),
        ("\u{1b}", 1), ("…", 1), ("👍🏽", 2), ("\u{ad}", 1), ("กำ", 2), ("हिन्दी", 5), ("தமிழ்", 4), ("क्ष", 2),
    ])
    func `a cluster takes as many cells as terminals give it`(text: String, width: Int) {
        #expect(TextWidth.of(text) == width)
    }

    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""), ("中文", 3, "中…"),
        ("中文", 2, "…"), ("", 0, ""), ("हिन्दी", 5, "हिन्दी"), ("หน้ากำ", 4, "หน้า…"),
    ])
    func `what is cut off at the end is marked`(text: String, cells: Int, clipped: String) {
        #expect(TextWidth.clip(text, to: cells) == clipped)
    }

    @Test func `what is cut off at the start is marked`() {
        #expect(TextWidth.clipStart("/home/ann/src", to: 6) == "…n/src")
        #expect(TextWidth.clipStart("/src", to: 6) == "/src")
        #expect(TextWidth.clipStart("/src", to: 0) == "")
    }

    @Test func `a mark with a column of its own has a cell, and joined emoji have one`() {
        #expect(
            TextWidth.cells(of: "กำ👩‍💻\u{1b}e\u{301}\u{200d}").map(\.text) == [
                "ก", "ำ", "👩‍💻", " ", "e\u{301}\u{200d}",
            ])
    }

    @Test func `padding counts cells`() {
        #expect(TextWidth.pad("中", to: 4) == "中  ")
        #expect(TextWidth.pad("long", to: 2) == "long")
    }
}
