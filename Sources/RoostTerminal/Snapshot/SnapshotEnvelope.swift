/// What stands around a snapshot.
///
/// ```text
/// 4   "RTSN"
/// 1   version, 2
/// 4   little-endian: bytes of the body
/// n   body, see `Terminal+Snapshot.swift`
/// 8   little-endian: XXH64 of everything before
/// ```
///
/// Version 1 had another checksum and was never released.
package enum SnapshotEnvelope {
    private static let magic: [UInt8] = [0x52, 0x54, 0x53, 0x4E]
    private static let version: UInt8 = 2
    /// Bytes before the body.
    package static let headCount = 9
    /// Bytes behind the body.
    package static let tailCount = 8

    /// What comes before a body; its length is not known yet.
    static let head = magic + [version, 0, 0, 0, 0]

    /// Makes a snapshot of a body.
    package static func wrap(_ body: [UInt8]) -> [UInt8] {
        var bytes = head + body
        close(&bytes)
        return bytes
    }

    /// Makes ``head`` and a body after it a snapshot, in place.
    static func close(_ bytes: inout [UInt8]) {
        let count = bytes.count - headCount
        for index in 0..<4 {
            bytes[magic.count + 1 + index] = UInt8(truncatingIfNeeded: count >> (8 * index))
        }
        let checksum = Checksum.of(bytes[...])
        for index in 0..<tailCount { bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt64(8 * index))) }
    }

    /// The body, if everything around it is right.
    package static func unwrap(_ bytes: [UInt8]) throws(SnapshotError) -> ArraySlice<UInt8> {
        guard bytes.count >= magic.count, bytes[..<magic.count] == magic[...] else { throw .notASnapshot }
        guard bytes.count >= headCount + tailCount else { throw .truncated }
        guard bytes[magic.count] == version else { throw .unknownVersion(bytes[magic.count]) }
        let end = headCount + Int(number(bytes[magic.count + 1..<headCount]))
        guard bytes.count == end + tailCount else { throw .truncated }
        guard number(bytes[end...]) == Checksum.of(bytes[..<end]) else { throw .damaged }
        return bytes[headCount..<end]
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
