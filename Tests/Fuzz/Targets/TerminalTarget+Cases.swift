import RoostTestSupport
/// Where the streams come from.
extension TerminalTarget {
    static func makeCase(_ random: inout SeededGenerator, _ material: borrowing Material) -> FuzzCase {
        let (rows, columns) = screen(&random)
        var input = FuzzCase(
            target: .terminal, rows: rows, columns: columns,
            limit: random.pick([0, 1, 10, 200, 1000, 1000, 1000, 5000]), variant: random.below(2),
            seed: random.next())
        if random.once(in: 40) {
            appendResizeStorm(to: &input, &random, material)
            return input
        }
        let isSplit = random.once(in: 4)
        if isSplit { input.variant |= 2 }
        let most = isSplit && random.once(in: 2) ? 400 : random.once(in: 3) ? 40_000 : 6000
        let isHuge = rows * columns > 100_000
        for _ in 0..<(isHuge ? random.number(2...6) : random.size(4, 60)) {
            if random.once(in: 24) {
                let (rows, columns) = isHuge ? (rows, columns) : screen(&random)
                input.steps.append(.resize(rows: rows, columns: columns))
            }
            if random.once(in: 30) { input.steps.append(.restore) }
            if random.once(in: 60) { input.steps.append(.flush) }
            input.steps.append(.bytes(chunk(random.size(1, most), &random, material)))
        }
        return input
    }

    private static func screen(_ random: inout SeededGenerator) -> (rows: Int, columns: Int) {
        switch random.below(64) {
        case ..<36: (24, 80)
        case ..<52: (random.number(1...12), random.number(2...30))
        case ..<57: (50, 200)
        case ..<61: (random.number(1...60), random.number(2...250))
        case 61: (1, random.number(2...2000))
        case 62: (random.number(1...1000), 2)
        default: random.once(in: 12) ? (1000, 2000) : (random.number(1...200), random.number(2...400))
        }
    }

    /// Bytes of one of the kinds, or of several behind each other.
    static func chunk(
        _ count: Int, _ random: inout SeededGenerator, _ material: borrowing Material
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 256)
        switch random.below(16) {
        case 0: while bytes.count < count { bytes.append(random.byte()) }
        case ..<6:
            bytes += material.pieceOfRecording(count, &random)
            Mutation.damage(&bytes, times: random.size(1, 20), &random)
        case ..<9:
            while bytes.count < count {
                let kept = material.keptChunk(&random)
                if kept.isEmpty { break }
                bytes += kept.prefix(count - bytes.count)
                if random.once(in: 2) { SequenceGrammar.append(random.size(1, 60), to: &bytes, &random) }
            }
            Mutation.damage(&bytes, times: random.size(1, 12), &random)
        case 9:
            // Text that scrolls, as most output is.
            while bytes.count < count {
                TextGrammar.appendASCII(to: &bytes, &random)
                if random.once(in: 3) { TextGrammar.appendUnicode(to: &bytes, &random) }
                bytes += [0x0D, 0x0A]
            }
        default: SequenceGrammar.append(count, to: &bytes, &random)
        }
        if bytes.isEmpty { SequenceGrammar.append(count, to: &bytes, &random) }
        return bytes
    }

    /// Sizes in quick succession, with little in between.
    private static func appendResizeStorm(
        to input: inout FuzzCase, _ random: inout SeededGenerator, _ material: borrowing Material
    ) {
        input.variant = 2
        input.limit = min(input.limit, 1000)
        input.steps.append(.bytes(chunk(8000, &random, material)))
        for _ in 0..<random.size(20, 200) {
            let columns = random.once(in: 3) ? input.columns : random.number(2...120)
            input.steps.append(.resize(rows: random.number(1...60), columns: columns))
            if random.once(in: 4) {
                input.steps.append(.bytes(chunk(random.size(1, 300), &random, material)))
            }
            if random.once(in: 40) { input.steps.append(.restore) }
        }
    }
}
