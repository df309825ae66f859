/// What stands around a snapshot, version 2.
///
/// Version 1, which differs in its checksum alone, is still read.
///
/// ```text
/// 4   "RTSN"
/// 1   version
/// 4   little-endian: bytes of the body
/// n   body, see `Terminal+Snapshot.swift`
/// 8   little-endian: XXH64 of everything before; in version 1 FNV-1a (64 bits)
/// ```
enum SnapshotEnvelope {
    static let magic: [UInt8] = [0x52, 0x54, 0x53, 0x4E]
    static let version: UInt8 = 2
    static let headCount = 9

    /// What comes before a body; its length is not known yet.
    static let head = magic + [version, 0, 0, 0, 0]

    /// Makes ``head`` and a body after it a snapshot.
    static func close(_ bytes: inout [UInt8]) {
        let count = bytes.count - headCount
        for index in 0..<4 {
            bytes[magic.count + 1 + index] = UInt8(truncatingIfNeeded: count >> (8 * index))
        }
        let checksum = Checksum.of(bytes[...])
        for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt64(8 * index))) }
    }

    /// The body, if everything around it is right.
    static func unwrap(_ bytes: [UInt8]) throws(SnapshotError) -> ArraySlice<UInt8> {
        guard bytes.count >= magic.count, bytes[..<magic.count] == magic[...] else { throw .notASnapshot }
        guard bytes.count >= headCount + 8 else { throw .truncated }
        guard bytes[4] == version || bytes[4] == 1 else { throw .unknownVersion(bytes[4]) }
        let count = Int(number(bytes[5..<9]))
        guard bytes.count == headCount + count + 8 else { throw .truncated }
        let end = headCount + count
        let checksum = bytes[4] == 1 ? oldChecksum(bytes[..<end]) : Checksum.of(bytes[..<end])
        guard number(bytes[end...]) == checksum else { throw .damaged }
        return bytes[headCount..<end]
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// FNV-1a, see http://www.isthe.com/chongo/tech/comp/fnv/ for what it is.
    static func oldChecksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
