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

    /// Wraps a body.
    static func wrap(_ body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + headCount + 8)
        bytes += magic
        bytes.append(version)
        append(UInt64(body.count), byteCount: 4, to: &bytes)
        bytes += body
        append(Checksum.of(bytes[...]), byteCount: 8, to: &bytes)
        return bytes
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

    private static func append(_ value: UInt64, byteCount: Int, to bytes: inout [UInt8]) {
        for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
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
