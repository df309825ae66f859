import RoostTestSupport
/// Small damage to bytes.
enum Mutation {
    private static let telling: [UInt8] = [
        0x00, 0x01, 0x07, 0x08, 0x0A, 0x0D, 0x18, 0x1B, 0x20, 0x30, 0x39, 0x3A, 0x3B, 0x3F, 0x40, 0x5B, 0x5C,
        0x5D, 0x6D, 0x7E, 0x7F, 0x80, 0x9B, 0x9C, 0xBF, 0xC2, 0xE2, 0xF0, 0xF4, 0xFE, 0xFF,
    ]

    /// Damages `bytes` in a few places: flips, replaces, drops, doubles, moves, cuts.
    static func damage(_ bytes: inout [UInt8], times: Int, _ random: inout SeededGenerator) {
        for _ in 0..<times where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.below(9) {
            case 0: bytes[place] ^= 1 << UInt8(random.below(8))
            case 1: bytes[place] = random.byte()
            case 2, 3: bytes[place] = random.pick(telling)
            case 4: bytes.insert(random.pick(telling), at: place)
            case 5: bytes.removeSubrange(place..<min(bytes.count, place + random.size(1, 64)))
            case 6:
                let count = min(bytes.count - place, random.size(1, 64))
                bytes.insert(contentsOf: Array(bytes[place..<place + count]), at: random.below(bytes.count))
            case 7: changeNumber(in: &bytes, from: place, &random)
            default: bytes.swapAt(place, random.below(bytes.count))
            }
        }
    }

    /// Replaces the next decimal number.
    private static func changeNumber(
        in bytes: inout [UInt8], from place: Int, _ random: inout SeededGenerator
    ) {
        let window = bytes[place..<min(bytes.count, place + 64)]
        guard let start = window.firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
        var end = start
        while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
        bytes.replaceSubrange(start..<end, with: SequenceGrammar.number(&random).utf8)
    }
}
