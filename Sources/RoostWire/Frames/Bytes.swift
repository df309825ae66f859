/// Writes fixed-width little-endian fields.
public struct ByteWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// Begins with room for `capacity` bytes.
    public init(capacity: Int = 64) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends an integer, lowest byte first.
    public mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }

    /// Appends raw bytes, without their count.
    public mutating func write(bytes more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Appends text as a `UInt32` count and UTF-8.
    public mutating func write(text: String) {
        let utf8 = Array(text.utf8)
        write(UInt32(truncatingIfNeeded: utf8.count))
        bytes.append(contentsOf: utf8)
    }
}

/// Reads what ``ByteWriter`` wrote; every length is checked.
public struct ByteReader: Sendable {
    private var rest: ArraySlice<UInt8>

    /// Begins at the first of `bytes`.
    public init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// What was not read yet.
    public var remaining: ArraySlice<UInt8> { rest }

    /// Takes the next `count` bytes.
    public mutating func read(count: Int) throws(WireError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else { throw .truncated }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private mutating func readInteger<Number: FixedWidthInteger>(_: Number.Type) throws(WireError) -> Number {
        var number: Number = 0
        for (index, byte) in try read(count: Number.bitWidth / 8).enumerated() {
            number |= Number(truncatingIfNeeded: byte) << Number(8 * index)
        }
        return number
    }

    /// Takes one byte.
    public mutating func readUInt8() throws(WireError) -> UInt8 { try readInteger(UInt8.self) }
    /// Takes two bytes.
    public mutating func readUInt16() throws(WireError) -> UInt16 { try readInteger(UInt16.self) }
    /// Takes four bytes.
    public mutating func readUInt32() throws(WireError) -> UInt32 { try readInteger(UInt32.self) }
    /// Takes eight bytes.
    public mutating func readUInt64() throws(WireError) -> UInt64 { try readInteger(UInt64.self) }

    /// Takes a counted text; bytes that are not UTF-8 become U+FFFD.
    public mutating func readText() throws(WireError) -> String {
        let count = Int(try readUInt32())
        return String(decoding: try read(count: count), as: UTF8.self)
    }

    /// Hands the rest to a decoder that consumes a slice.
    public mutating func readRest<Value, Failure: Error>(
        _ decode: (inout ArraySlice<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try decode(&rest)
    }
}
