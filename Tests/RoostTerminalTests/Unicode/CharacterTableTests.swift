import Testing

@testable import RoostTerminal

@Suite struct CharacterTableTests {
    private let table = CharacterTable.shared

    @Test(arguments: [
        (0x41, 1), (0xA0, 1), (0xAD, 1), (0xE9, 1), (0x300, 0), (0x4E00, 2), (0x3042, 2), (0xAC00, 2),
        (0x1160, 0), (0x1100, 2), (0xFF21, 2), (0xFF71, 1), (0x1F600, 2), (0x2764, 1), (0xFE0F, 0),
        (0x200B, 0),
        (0x200D, 0), (0x1F1E6, 1), (0x1F3FB, 2), (0x2500, 1), (0xE000, 1), (0x20000, 2), (0xE0041, 0),
        (0x10FFFF, 1), (0x903, 1), (0xE33, 1), (0x93F, 1), (0x302E, 2), (0x1FAE8, 2), (0x11_0000, 1),
        (0x231A, 2), (0x231B, 2), (0x9FFF, 2),
    ])
    func `a scalar has the width that the database says`(scalar: UInt32, width: Int) {
        #expect(table[scalar].width == width)
    }

    @Test func `kinds tell what joins`() {
        #expect(table[0x200D].kind == .joiner)
        #expect(table[0xFE0F].kind == .presentation)
        #expect(table[0x1F1E9].kind == .regional)
        #expect(table[0x1F3FD].kind == .modifier)
        #expect(table[0x1F469].kind == .pictographic)
        #expect(table[0x301].kind == .extend)
        #expect(table[0xE33].kind == .spacing)
        #expect(table[0x302E].kind == .spacing)
        #expect(table[0x1F1E9].clusterWidth == 2)
        #expect(table[0x61].kind == .plain)
        #expect(table[0x2764].widensForPresentation)
        #expect(table[0x31].widensForPresentation)
        #expect(!table[0x61].widensForPresentation)
    }

    @Test func `every scalar agrees with the ranges it was made from`() {
        var expected = [UInt8](repeating: 1, count: 0x11_0000)
        for range in CharacterTable.ranges {
            for scalar in range >> 32...range >> 8 & 0xFF_FFFF {
                expected[Int(scalar)] = UInt8(truncatingIfNeeded: range)
            }
        }
        let wrong = expected.indices.first { table[UInt32($0)].rawValue != expected[$0] }
        #expect(wrong == nil)
    }

    @Test func `ranges are in order and apart`() {
        var last: UInt64?
        for range in CharacterTable.ranges {
            #expect(last.map { $0 < range >> 32 } ?? true)
            #expect(range >> 32 <= range >> 8 & 0xFF_FFFF)
            last = range >> 8 & 0xFF_FFFF
        }
    }
}
