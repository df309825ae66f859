import Testing

@testable import RoostTerminal

@Suite struct ChecksumTests {
    /// The vectors of the reference implementation, for each of its loops.
    private static let vectors: [(String, UInt64)] = [
        ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
        ("message digest", 0x066E_D728_FCEE_B3BE), ("abcdefghijklmnopqrstuvwxyz", 0xCFE1_F278_FA89_835C),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xAAA4_6907_D304_7814),
        (String(repeating: "1234567890", count: 8), 0xE04A_477F_19EE_145D),
    ]

    @Test(arguments: vectors)
    func `a text has the checksum that XXH64 gives`(text: String, checksum: UInt64) {
        #expect(Checksum.of(Array(text.utf8)[...]) == checksum)
    }

    @Test func `where a slice begins makes no difference`() {
        let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        for start in 0..<40 {
            #expect(
                Checksum.of(bytes[start..<start + 100]) == Checksum.of(Array(bytes[start..<start + 100])[...])
            )
        }
    }

    @Test func `each byte counts`() {
        let bytes = [UInt8](repeating: 7, count: 77)
        var seen = Set([Checksum.of(bytes[...])])
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 0x10
            #expect(seen.insert(Checksum.of(other[...])).inserted)
        }
    }
}
