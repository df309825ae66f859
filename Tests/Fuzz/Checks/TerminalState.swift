import RoostTerminal

/// Snapshots without the counters at their end, which depend on how bytes were split and saved.
struct TerminalState {
    private let snapshot: [UInt8]

    init(_ terminal: borrowing Terminal) {
        snapshot = terminal.encodeSnapshot()
    }

    /// Whether both are the same but for the two counters, each a LEB128 number, and the checksum behind
    /// them.
    func isSame(as other: TerminalState) -> Bool {
        let one = snapshot[Self.headCount...].dropLast(Self.tailCount)
        let two = other.snapshot[Self.headCount...].dropLast(Self.tailCount)
        // Each is up to ten bytes; what is before them has to be equal, and they have to be numbers.
        for first in Self.counterLengths(one) {
            for second in Self.counterLengths(two)
            where one.count - first == two.count - second
                && one.dropLast(first).elementsEqual(two.dropLast(second))
            {
                return true
            }
        }
        return false
    }

    /// Magic, version, length; and the checksum.
    private static let headCount = 9
    private static let tailCount = 8

    /// How many bytes the two numbers at the end may have: the first may begin anywhere behind a last byte or
    /// behind one that only looks as if the number went on.
    private static func counterLengths(_ body: ArraySlice<UInt8>) -> [Int] {
        let bytes = Array(body.suffix(20))
        guard bytes.last.map({ $0 < 0x80 }) == true else { return [] }
        var second = 1
        while second < bytes.count, bytes[bytes.count - 1 - second] >= 0x80 { second += 1 }
        guard second < bytes.count, bytes[bytes.count - 1 - second] < 0x80 else { return [] }
        var lengths = [second + 1]
        var first = 1
        while second + first < bytes.count, bytes[bytes.count - 1 - second - first] >= 0x80 {
            first += 1
            lengths.append(second + first)
        }
        return lengths
    }
}
