/// The numbers of a control sequence.
///
/// Values are clamped to sixteen bits, and only the first 32 are kept: SGR with two colours in sub-parameters
/// and all attributes needs about 30.
///
/// They stand behind a pointer, because a copy of them for each look would cost more than the sequence itself.
///
/// Invariant: `count <= limit`.
@safe
struct Parameters: ~Copyable {
    static let limit = 32

    /// Room for ``limit`` of them; for the loop that reads whole sequences, which writes here.
    let values: UnsafeMutablePointer<UInt16>
    private(set) var count = 0
    /// Bit n: value n is a sub-parameter, it followed a colon.
    private(set) var colons: UInt32 = 0
    private var value: UInt32 = 0
    private var isOpen = false

    init() {
        unsafe values = .allocate(capacity: Self.limit)
        unsafe values.initialize(repeating: 0, count: Self.limit)
    }

    deinit {
        unsafe values.deallocate()
    }

    /// Value n, 0 if it was not given.
    @inline(__always)
    subscript(_ index: Int) -> Int {
        UInt(bitPattern: index) < UInt(bitPattern: count) ? unsafe Int(values[index]) : 0
    }

    /// Value n, for those who know that n is below ``count``.
    @inline(__always)
    func given(_ index: Int) -> UInt16 {
        assert(index >= 0 && index < count)
        return unsafe values[index & (Self.limit &- 1)]
    }

    /// Value n, `standard` if it was not given or is 0.
    @inline(__always)
    subscript(_ index: Int, or standard: Int) -> Int {
        let value = self[index]
        return value == 0 ? standard : value
    }

    /// Whether value n is a sub-parameter of the one before.
    @inline(__always)
    func isSub(_ index: Int) -> Bool {
        index < count && colons >> UInt32(index) & 1 != 0
    }

    /// All values in order.
    var all: [Int] {
        var all: [Int] = []
        for index in 0..<count { all.append(self[index]) }
        return all
    }

    @inline(__always)
    mutating func clear() {
        count = 0
        colons = 0
        value = 0
        isOpen = false
    }

    @inline(__always)
    mutating func digit(_ byte: UInt8) {
        value = min(value &* 10 &+ UInt32(byte &- 0x30), 65_535)
        isOpen = true
    }

    /// Takes over what was read apart: so many values, written behind the pointer, and the open one.
    @inline(__always)
    mutating func set(count: Int, colons: UInt32, value: UInt32, isOpen: Bool) {
        self.count = min(count, Self.limit)
        self.colons = colons
        self.value = value
        self.isOpen = isOpen
    }

    /// Ends a value at `;` or `:`.
    @inline(__always)
    mutating func separate(byColon: Bool) {
        store()
        isOpen = true
        if byColon, count < Self.limit { colons |= 1 << UInt32(count) }
    }

    /// Ends the last value at the final byte.
    @inline(__always)
    mutating func finish() {
        if isOpen { store() }
        isOpen = false
    }

    @inline(__always)
    private mutating func store() {
        if count < Self.limit {
            unsafe values[count] = UInt16(truncatingIfNeeded: value)
            count &+= 1
        }
        value = 0
    }

    /// Values, separators and the one that is open, for snapshots.
    func encode(into bytes: inout [UInt8]) {
        bytes.append(number: count)
        for value in all { bytes.append(number: value) }
        bytes.append(number: UInt64(colons))
        bytes.append(number: UInt64(value))
        bytes.append(isOpen ? 1 : 0)
    }

    /// Reads what ``encode(into:)`` wrote; nil if it is damaged.
    init?(decoding reader: inout LEB128Reader) {
        self.init()
        guard let count = reader.count(limit: Self.limit) else { return nil }
        for index in 0..<count {
            guard let value = reader.count(limit: 65_535) else { return nil }
            unsafe values[index] = UInt16(value)
        }
        self.count = count
        guard let colons = reader.count(limit: Int(UInt32.max)), let value = reader.count(limit: 65_535),
            let isOpen = reader.byte()
        else { return nil }
        self.colons = UInt32(colons)
        self.value = UInt32(value)
        self.isOpen = isOpen != 0
    }
}
