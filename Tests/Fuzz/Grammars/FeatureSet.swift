/// Which combinations were reached: of sequence and parameters, of sequence and the state it met, of answers,
/// errors and outcomes.
///
/// A combination is known by its hash alone, so two may rarely count as one.
struct FeatureSet {
    private var bits = [UInt64](repeating: 0, count: 1 << 16)
    /// Distinct ones, ever.
    private(set) var count = 0
    /// New ones since the last ``takeNews()``.
    private var news = 0

    /// Notes a combination.
    @inline(__always)
    mutating func insert(_ kind: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
        var hash = (kind &* 0x9E37_79B9_7F4A_7C15) ^ first
        hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ second) &* 0x94D0_49BB_1331_11EB
        hash ^= hash >> 32
        let word = Int(hash >> 6 & 0xFFFF)
        let bit = UInt64(1) << (hash & 63)
        if bits[word] & bit == 0 {
            bits[word] |= bit
            count += 1
            news += 1
        }
    }

    /// How many combinations are new since it was last asked.
    mutating func takeNews() -> Int {
        defer { news = 0 }
        return news
    }
}
