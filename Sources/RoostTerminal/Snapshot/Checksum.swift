/// XXH64 with seed 0: eight bytes a step in four lanes, so that checking a snapshot costs little.
///
/// Source: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
struct Checksum {
    private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
        0x27D4_EB2F_1656_67C5
    )

    /// The checksum of some bytes.
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        unsafe bytes.withUnsafeBytes { unsafe of($0) }
    }

    private static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let (first, second, third, fourth, fifth) = primes
        var hash = fifth
        var index = 0
        if bytes.count >= 32 {
            var lanes = (first &+ second, second, 0 as UInt64, 0 &- first)
            while index &+ 32 <= bytes.count {
                lanes.0 = unsafe round(lanes.0, word(bytes, index))
                lanes.1 = unsafe round(lanes.1, word(bytes, index &+ 8))
                lanes.2 = unsafe round(lanes.2, word(bytes, index &+ 16))
                lanes.3 = unsafe round(lanes.3, word(bytes, index &+ 24))
                index &+= 32
            }
            hash = rotate(lanes.0, 1) &+ rotate(lanes.1, 7) &+ rotate(lanes.2, 12) &+ rotate(lanes.3, 18)
            for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
                hash = (hash ^ round(0, lane)) &* first &+ fourth
            }
        }
        hash &+= UInt64(bytes.count)
        while index &+ 8 <= bytes.count {
            hash = unsafe rotate(hash ^ round(0, word(bytes, index)), 27) &* first &+ fourth
            index &+= 8
        }
        if index &+ 4 <= bytes.count {
            let half = unsafe UInt32(
                littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
            hash = rotate(hash ^ UInt64(half) &* first, 23) &* second &+ third
            index &+= 4
        }
        while index < bytes.count {
            hash = unsafe rotate(hash ^ UInt64(bytes[index]) &* fifth, 11) &* first
            index &+= 1
        }
        hash = (hash ^ hash >> 33) &* second
        hash = (hash ^ hash >> 29) &* third
        return hash ^ hash >> 32
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* primes.1, 31) &* primes.0
    }

    @inline(__always)
    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        value << bits | value >> (64 - bits)
    }
}
