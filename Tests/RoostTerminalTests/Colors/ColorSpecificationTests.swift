import RoostTestSupport
import Testing

@testable import RoostTerminal

@Suite struct ColorSpecificationTests {
    /// The values for the CIE spaces are those that xterm answers, as in esctest2's change_color.py.
    private static let specifications: [(String, Int)] = [
        ("#fff", 0xF0F0F0), ("#123456", 0x123456), ("#111222333", 0x112233), ("#111122223333", 0x112233),
        ("rgb:f/0/8", 0xFF0088), ("rgb:12/34/56", 0x123456), ("rgb:ffff/0000/8080", 0xFF0080),
        ("RGB:1/2/3", 0x112233),
        ("rgbi:1/1/1", 0xFFFFFF), ("rgbi:0.5/0.5/0.5", 0xC1BBBB), ("rgbi:0/0/0", 0x000000),
        ("CIEXYZ:1/1/1", 0xFFFFFF), ("CIEXYZ:0.5/0.5/0.5", 0xDDB5A0), ("CIEuvY:1/1/1", 0xFFFFFF),
        ("CIEuvY:0.5/0.5/0.5", 0xFFA3AE), ("CIExyY:1/1/1", 0xFFFFFF), ("CIExyY:0.5/0.5/0.5", 0xF7B30E),
        ("CIELab:1/1/1", 0x6C6767), ("CIELab:0.5/0.5/0.5", 0x524F4F), ("CIELuv:1/1/1", 0x16140E),
        ("CIELuv:0.5/0.5/0.5", 0x0E130E), ("TekHVC:1/1/1", 0x1A130F), ("TekHVC:0.5/0.5/0.5", 0x11130E),
        ("ciexyz:0/0/0", 0x000000), ("CIELuv:0/9/9", 0x000000), ("TekHVC:-350/100/0", 0xFFFFFF),
        ("red", 0xFF0000), ("Light Goldenrod Yellow", 0xFAFAD2),
        ("gray", 0xBEBEBE),
        ("DarkSlateGray4", 0x528B8B), ("grey0", 0), ("gray50", 0x7F7F7F), ("Grey 51", 0x828282),
        ("gray100", 0xFFFFFF),
    ]

    @Test(arguments: specifications)
    func `a specification means a colour`(text: String, value: Int) throws {
        let color = try #require(ColorState.Value(specification: text[...]))
        #expect(Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue) == value)
    }

    @Test(arguments: [
        "", "#", "#12", "#12345", "#ggg", "#11112222333344", "rgb:1/2", "rgb:1/2/3/4", "rgb:11111/2/3",
        "rgb:/1/2", "rgb:",
        "rgbi:2/0/0", "rgbi:nan/0/0", "rgbi:inf/0/0", "rgbi:0x1/0/0", "rgbi:1e999/0/0", "CIEXYZ:0/2/0",
        "CIELab:101/0/0",
        "CIELuv:-1/0/0", "TekHVC:0/101/0", "TekHVC:0/1/-1", "CIExyY:2/0/0", "CIEuvY:0/0/2", "CMYK:1/1/1",
        "nocolour",
        "gray101", "gray-1", "gray+1", "?", String(repeating: "red", count: 10_000),
    ])
    func `anything else means none`(text: String) {
        #expect(ColorState.Value(specification: text[...]) == nil)
    }

    @Test func `no numbers of any space trap`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let numbers = [
            "0", "-0", "1", "0.001", "100", "99.999", "1e5", "-1e5", "1e-300", "360", "7.99953624", "0.75",
        ]
        for space in ["rgbi", "CIEXYZ", "CIEuvY", "CIExyY", "CIELab", "CIELuv", "TekHVC"] {
            for _ in 0..<400 {
                let parts = (0..<3).map { _ in
                    Bool.random(using: &random)
                        ? numbers[Int.random(in: 0..<numbers.count, using: &random)]
                        : String(Double.random(in: -2...120, using: &random))
                }
                let text = "\(space):\(parts.joined(separator: "/"))"
                let color = ColorState.Value(specification: text[...])
                #expect(color == ColorState.Value(specification: text[...]), "seed \(seed), \(text)")
            }
        }
    }
}
