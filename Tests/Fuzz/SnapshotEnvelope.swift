/// What stands around the body of a snapshot, version 1, written anew so that damage behind the checksum is
/// seen: `RTSN`, the version, the body's count in four bytes, the body, FNV-1a of all before in eight;
/// little-endian.
enum SnapshotEnvelope {
    static let headCount = 9
    static let tailCount = 8

    static func wrap(_ body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x52, 0x54, 0x53, 0x4E, 1]
        bytes.reserveCapacity(body.count + headCount + tailCount)
        append(UInt64(body.count), byteCount: 4, to: &bytes)
        bytes += body
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        append(hash, byteCount: 8, to: &bytes)
        return bytes
    }

    private static func append(_ value: UInt64, byteCount: Int, to bytes: inout [UInt8]) {
        for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }
}
