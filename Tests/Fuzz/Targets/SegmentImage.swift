import RoostTestSupport
import RoostKeeperProtocol

/// A segment's file as a writer leaves it, by the real code; whole or as of a kill.
struct SegmentImage {
    private(set) var bytes: [UInt8]
    /// What a recovery has to find in it.
    let recovered: [UInt8]

    /// Reads a few chunks into a segment that begins at an offset.
    init(first: UInt64, _ random: inout SeededGenerator, _ material: borrowing Material) {
        bytes = []
        var content: [UInt8] = []
        let capacity = random.pick([1, 4096, 4096, 16_384, 65_536])
        let first = first & (.max >> 1)
        guard
            let segment = try? JournalSegment(
                creatingIn: MemoryFile.empty(), session: JournalTarget.session, firstOffset: first,
                capacity: capacity)
        else {
            recovered = []
            return
        }
        var window = JournalSegment.Window()
        var lastStart = 0
        for _ in 0..<random.number(0...6) {
            if random.once(in: 3) { _ = segment.noteSize(rows: 24, columns: UInt16(random.below(200))) }
            let chunk = TerminalTarget.chunk(random.size(1, 8000), &random, material)
            guard let pipe = BytePipe(Array(chunk.prefix(60_000))) else { continue }
            while case .bytes(let range) = segment.read(from: pipe.source, window: &window) {
                lastStart = range.lowerBound
            }
        }
        segment.copy(0..<segment.committed, to: &content)
        if random.once(in: 6) { segment.seal() }
        bytes = MemoryFile.content(of: segment.descriptor)
        if random.once(in: 3), segment.committed > 0, !segment.isFull {
            // Killed between the last read and its commit: what is not 0xFF at the end is found again.
            while content.count > lastStart, content.last == 0xFF { content.removeLast() }
            Self.store(UInt64(lastStart), at: JournalLayout.committedOffset, in: &bytes)
        }
        recovered = content
    }

    private static func store(_ value: UInt64, at offset: Int, in bytes: inout [UInt8]) {
        guard bytes.count >= offset + 8 else { return }
        for shift in 0..<8 { bytes[offset + shift] = UInt8(truncatingIfNeeded: value >> UInt64(8 * shift)) }
    }

    /// Damages it, mostly in its numbers.
    mutating func damage(_ random: inout SeededGenerator) {
        for _ in 0..<random.size(1, 6) where !bytes.isEmpty {
            switch random.below(6) {
            case 0: bytes[random.below(bytes.count)] = random.byte()
            case 1: bytes[random.below(min(bytes.count, 128))] = random.pick([0, 1, 0x7F, 0x80, 0xFF])
            case 2: bytes[random.below(min(bytes.count, 64))] ^= 1 << UInt8(random.below(8))
            case 3:
                let field = random.pick([
                    0, 8, JournalLayout.sessionOffset, JournalLayout.firstOffset,
                    JournalLayout.capacityOffset,
                    JournalLayout.committedOffset, JournalLayout.filledOffset, JournalLayout.sizeCountOffset,
                ])
                let values: [UInt64] = [
                    0, 1, 252, 253, 4096, 65_535, 65_536, 1 << 31, 1 << 32, 1 << 62, .max >> 1, .max,
                    .max - 1,
                    UInt64(bytes.count), UInt64(max(0, bytes.count - JournalLayout.headerByteCount)),
                ]
                Self.store(random.pick(values), at: field, in: &bytes)
            case 4: if random.once(in: 3) { bytes.removeLast(random.below(bytes.count)) }
            default:
                if random.once(in: 3) { bytes += repeatElement(random.byte(), count: random.size(1, 9000)) }
            }
        }
    }
}
