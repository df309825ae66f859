import RoostTestSupport
import RoostKeeperProtocol
import RoostPTY

/// Damaged segments of a journal: refused, or read within their bounds, never a trap.
///
/// The case's variant: 0, the first step is a segment's file; 1, the same, and the second step is what must
/// be recovered from it; 2, each step is one file of a directory: a byte with the length of its name, the
/// name, its content.
enum JournalTarget {
    static let session: UInt64 = 5

    static func makeCase(_ random: inout SeededGenerator, _ material: borrowing Material) -> FuzzCase {
        var input = FuzzCase(target: .journal, seed: random.next())
        switch random.below(16) {
        case 0:
            input.variant = 2
            var first: UInt64 = 0
            for _ in 0..<random.number(1...4) {
                var image = SegmentImage(first: first, &random, material)
                let name = fileName(first, &random)
                first += UInt64(image.recovered.count)
                if random.once(in: 2) { image.damage(&random) }
                input.steps.append(.bytes([UInt8(name.utf8.count)] + Array(name.utf8) + image.bytes))
            }
        case ..<4:
            input.variant = 1
            let image = SegmentImage(first: UInt64(random.below(1 << 40)), &random, material)
            input.steps = [.bytes(image.bytes), .bytes(image.recovered)]
        default:
            var image = SegmentImage(first: random.next() >> UInt64(random.below(64)), &random, material)
            image.damage(&random)
            input.steps = [.bytes(image.bytes)]
        }
        return input
    }

    private static func fileName(_ first: UInt64, _ random: inout SeededGenerator) -> String {
        let digits = { (value: UInt64) in
            let text = String(value, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }
        if random.once(in: 12) { return random.pick(["x", "-.seg", "0-0.seg", "\(digits(session)).seg"]) }
        let owner = random.once(in: 12) ? session + 1 : session
        return "\(digits(owner))-\(digits(random.once(in: 12) ? random.next() : first)).seg"
    }

    static func run(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        guard input.variant != 2 else { return try SegmentFolder.run(input, &features) }
        guard case .bytes(let image) = input.steps.first, let file = MemoryFile(image) else { return }
        var damage: JournalSegment.Damage?
        guard let segment = open(file.takeDescriptor(), &damage) else {
            features.insert(70, WireTarget.hash("\(damage, default: "")"))
            guard input.variant == 1, case .bytes(let expected) = input.steps.last else { return }
            // Sealed before anything was read, it is as good as none.
            try require(expected.isEmpty, "a sound segment is refused: \(damage, default: "")")
            return
        }
        features.insert(71, UInt64(segment.committed.bitWidth - segment.committed.leadingZeroBitCount))
        let repaired = segment.repair()
        features.insert(72, UInt64(repaired.bitWidth - repaired.leadingZeroBitCount))
        try require(
            segment.committed <= segment.fileCapacity && segment.committed <= segment.capacity,
            "\(segment.committed) bytes are committed of \(segment.capacity)")
        try require(segment.endOffset >= segment.firstOffset, "a segment ends before it begins")
        var data: [UInt8] = []
        segment.copy(0..<segment.committed, to: &data)
        if input.variant == 1, case .bytes(let expected) = input.steps.last {
            try require(
                data == expected,
                "\(data.count) bytes are recovered, not the \(expected.count) that were read")
        }
        try require(segment.sizes.count <= JournalLayout.maximumSizeCount, "too many sizes")
        try append(to: segment, data, &features)
    }

    private static func open(_ descriptor: Int32, _ damage: inout JournalSegment.Damage?) -> JournalSegment? {
        do throws(JournalSegment.Damage) {
            return try JournalSegment(opening: descriptor)
        } catch {
            damage = error
            return nil
        }
    }

    /// Goes on where the segment ended, as after a crash.
    private static func append(
        to segment: borrowing JournalSegment, _ before: [UInt8], _ features: inout FeatureSet
    ) throws(Violation) {
        guard let pipe = BytePipe(Array("more".utf8)) else { return }
        var window = JournalSegment.Window()
        let result = segment.read(from: pipe.source, window: &window)
        switch result {
        case .bytes(let range):
            var data: [UInt8] = []
            segment.copy(0..<segment.committed, to: &data)
            try require(
                range.lowerBound == before.count && data == before + "more".utf8.prefix(range.count),
                "bytes that are added change others")
        case .full: try require(segment.isFull, "a segment is full that is not")
        case .wouldBlock, .end, .failed: break
        }
        features.insert(73, WireTarget.hash("\(result)".prefix(4).description))
        let count = segment.sizes.count
        if segment.noteSize(rows: 3, columns: 4) {
            try require(
                segment.sizes.count == count + 1 && segment.sizes.last?.rows == 3,
                "a size that is noted is lost")
        }
        segment.seal()
        try require(segment.isFull, "a sealed segment takes more")
    }
}
