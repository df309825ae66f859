import Testing

@testable import RoostUI

@Suite struct CellTextTests {
    /// As glibc 2.36 has it, for these.
    private func width(_ scalar: UInt32) -> Int {
        switch scalar {
        case 0x300...0x36f, 0x200d, 0xfe0f: 0
        case 0x4e00...0x9fff, 0x1f300...0x1f64f, 0x1f3fb...0x1f3ff: 2
        case 0x1fae8: -1
        default: 1
        }
    }

    private func cells(_ text: String, width cellWidth: Int) -> [String] {
        CellText.cells(text.unicodeScalars.map(\.value), width: cellWidth) { width($0) }
            .map { cell in String(String.UnicodeScalarView(cell.compactMap { Unicode.Scalar($0) })) }
    }

    @Test(arguments: [
        ("a", 1, ["a"]), ("e\u{301}", 1, ["e\u{301}"]), ("中", 2, ["中"]), ("😀", 2, ["😀"]),
        ("👨‍👩‍👧", 2, ["👨"]), ("👍🏽", 2, ["👍"]), ("🇩🇪", 2, ["🇩", "🇪"]), ("❤️", 2, ["❤", " "]),
        ("\u{1fae8}", 2, ["\u{fffd}", " "]), ("\u{1fae8}", 1, ["\u{fffd}"]), ("中", 1, ["\u{fffd}"]),
        ("x", 2, ["x", " "]), ("\u{301}", 1, ["\u{fffd}"]), ("", 1, [" "]),
        ("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", 1, [" "]),
        ("a\u{301}\u{302}\u{303}\u{304}", 1, ["a\u{301}\u{302}\u{303}\u{304}"]),
        ("中\u{301}\u{302}\u{303}\u{304}\u{305}", 2, [" ", " "]),
    ])
    func `whatever the library thinks, a cell keeps its columns`(
        text: String, cellWidth: Int, expected: [String]
    ) {
        #expect(cells(text, width: cellWidth) == expected)
    }

    @Test func `the columns always add up`() {
        for scalar in stride(from: 0x20 as UInt32, to: 0x2_0000, by: 7) where Unicode.Scalar(scalar) != nil {
            for cellWidth in 1...2 {
                let parts = CellText.cells([scalar, 0x301], width: cellWidth) { width($0) }
                let total = parts.reduce(0) { $0 + width($1[0]) }
                #expect(total == cellWidth, "U+\(String(scalar, radix: 16)) in \(cellWidth)")
            }
        }
    }
}
