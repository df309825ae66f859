/// Appends little-endian values.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write<Value: FixedWidthInteger>(_ value: Value) {
        for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }

    mutating func write(string: [UInt8]) {
        write(UInt32(truncatingIfNeeded: string.count))
        bytes.append(contentsOf: string)
    }

    mutating func write(list: [[UInt8]]) {
        write(UInt32(truncatingIfNeeded: list.count))
        for string in list { write(string: string) }
    }
}

/// Takes little-endian values; gives nil, and keeps giving it, where the bytes end too early.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        self.position = bytes.startIndex
    }

    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        let count = Value.bitWidth / 8
        guard let taken = take(count) else { return nil }
        var value: Value = 0
        for (index, byte) in taken.enumerated() {
            value |= Value(truncatingIfNeeded: byte) << Value(index * 8)
        }
        return value
    }

    /// A string without NUL: these become arguments and paths of system calls, where NUL would cut them.
    mutating func string() -> [UInt8]? {
        guard let count = integer(UInt32.self), let taken = take(Int(count)), !taken.contains(0) else {
            return nil
        }
        return Array(taken)
    }

    /// A string of any bytes.
    mutating func block() -> [UInt8]? {
        guard let count = integer(UInt32.self), let taken = take(Int(count)) else { return nil }
        return Array(taken)
    }

    mutating func list() -> [[UInt8]]? {
        guard let count = integer(UInt32.self), Int(count) <= (bytes.endIndex - position) / 4 else {
            return nil
        }
        var strings: [[UInt8]] = []
        for _ in 0..<count {
            guard let string = string() else { return nil }
            strings.append(string)
        }
        return strings
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.endIndex - position else {
            position = bytes.endIndex
            return nil
        }
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}
