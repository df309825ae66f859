/// One reference of a table in git's reftable format.
///
/// ```text
/// header   "REFT", version 1, block size 3, update indices 8 + 8; version 2: name of the hash 4
/// block    "r", length 3 (from the file's beginning in the first), records, ...
/// record   varint prefix length, varint suffix length << 3 | type, suffix, varint update index, value
/// value    type 0: none (deleted), 1: an object, 2: two objects, 3: varint length and the name of a reference
/// ```
/// Integers are big-endian. References are in order, so that HEAD, which comes before `refs/`, is in the first block.
///
/// - SeeAlso: <https://git-scm.com/docs/reftable>
struct Reftable {
    /// What a reference stands for.
    enum Value: Hashable {
        case deleted
        /// In hexadecimal digits.
        case object(String)
        case reference(String)
    }

    private var rest: ArraySlice<UInt8>
    private let hashByteCount: Int

    /// Looks a reference up in the first block of a table.
    ///
    /// - Parameters:
    ///   - name: One that comes before `refs/`.
    ///   - file: The table's bytes.
    /// - Returns: Nil when it is not there, and for anything that is no table.
    static func value(of name: String, in file: [UInt8]) -> Value? {
        guard var table = Reftable(file) else { return nil }
        return table.find(Array(name.utf8))
    }

    private init?(_ file: [UInt8]) {
        guard file.count > 28, file.starts(with: "REFT".utf8), [1, 2].contains(file[4]) else { return nil }
        let headerByteCount = file[4] == 1 ? 24 : 28
        hashByteCount = file[4] == 2 && file[24..<28].elementsEqual("s256".utf8) ? 32 : 20
        let block = file[headerByteCount...]
        guard block.count > 4, block.first == UInt8(ascii: "r") else { return nil }
        let length = block.dropFirst().prefix(3).reduce(0) { $0 << 8 | Int($1) }
        guard length > headerByteCount + 4, length <= file.count else { return nil }
        rest = file[(headerByteCount + 4)..<length]
    }

    private mutating func find(_ wanted: [UInt8]) -> Value? {
        var name: [UInt8] = []
        while let prefix = varint(), let suffixAndType = varint(), prefix <= name.count,
            let suffix = take(suffixAndType >> 3), varint() != nil
        {
            name = Array(name[..<prefix] + suffix)
            guard let value = value(type: suffixAndType & 7) else { return nil }
            if name == wanted { return value }
            // They are in order; what follows the records are offsets, and no names.
            if !name.lexicographicallyPrecedes(wanted) { return nil }
        }
        return nil
    }

    private mutating func value(type: Int) -> Value? {
        switch type {
        case 0: return .deleted
        case 1, 2:
            guard let object = take(type * hashByteCount)?.prefix(hashByteCount) else { return nil }
            return .object(object.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        case 3:
            guard let length = varint(), let target = take(length) else { return nil }
            return .reference(String(decoding: target, as: UTF8.self))
        default: return nil
        }
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Seven bits a byte, the highest first; each byte that follows adds one before it shifts.
    private mutating func varint() -> Int? {
        guard var byte = rest.popFirst() else { return nil }
        var value = Int(byte & 0x7F)
        while byte & 0x80 != 0 {
            guard let next = rest.popFirst(), value < 1 << 48 else { return nil }
            byte = next
            value = (value + 1) << 7 | Int(byte & 0x7F)
        }
        return value
    }
}
