import RoostTestSupport
import RoostTerminal

/// Damaged snapshots: refused, or a sound terminal, never a trap.
///
/// The case's variant: 0, the first bytes are a snapshot as it stands in a file, mostly damaged, so that the
/// checksum refuses it; 1, they are a body, around which the runner puts what belongs there; 2, the same, but
/// nothing is damaged, and it has to restore.
enum SnapshotTarget {
    static func makeCase(_ random: inout SeededGenerator, _ material: borrowing Material) -> FuzzCase {
        var input = FuzzCase(target: .snapshot, limit: random.pick([0, 10, 1000]), seed: random.next())
        var snapshot = sample(&random, material)
        input.variant = random.once(in: 8) ? 0 : random.once(in: 16) ? 2 : 1
        if input.variant > 0 {
            snapshot = Array(snapshot[SnapshotEnvelope.headCount...].dropLast(SnapshotEnvelope.tailCount))
            if input.variant == 1 { damageBody(&snapshot, &random) }
        } else {
            Mutation.damage(&snapshot, times: random.size(1, 4), &random)
            if random.once(in: 8) { snapshot.removeLast(random.below(snapshot.count + 1)) }
        }
        input.steps.append(.bytes(snapshot))
        for _ in 0..<random.number(1...3) {
            input.steps.append(.bytes(TerminalTarget.chunk(random.size(1, 400), &random, material)))
            input.steps.append(.resize(rows: random.number(1...40), columns: random.number(2...100)))
            input.steps.append(.restore)
        }
        return input
    }

    /// A terminal that had some life.
    private static func sample(_ random: inout SeededGenerator, _ material: borrowing Material) -> [UInt8] {
        var options = TerminalOptions()
        options.scrollbackLimit = random.pick([0, 10, 200])
        var terminal = Terminal(
            size: TerminalSize(rows: random.number(1...24), columns: random.number(2...80)), options: options)
        for _ in 0..<random.number(1...6) {
            terminal.feed(TerminalTarget.chunk(random.size(1, 4000), &random, material))
        }
        return terminal.encodeSnapshot()
    }

    /// Most fields are small and stand at the end: the damage is there more often than by chance.
    private static func damageBody(_ body: inout [UInt8], _ random: inout SeededGenerator) {
        for _ in 0..<random.size(1, 6) where !body.isEmpty {
            let tail = min(body.count, random.once(in: 2) ? 700 : random.once(in: 2) ? body.count : 60)
            let place = body.count - 1 - random.below(tail)
            switch random.below(8) {
            case 0: body[place] ^= 1 << UInt8(random.below(8))
            case 1: body[place] = random.byte()
            case 2: body[place] = random.pick([0, 1, 2, 0x7F, 0x80, 0xFF, 0xFE, 0x1B])
            case 3: body[place] = body[place] &+ random.pick([1, 0xFF, 2, 0xFE])
            case 4: body.insert(random.byte(), at: place)
            case 5: body.remove(at: place)
            case 6:
                // A number that is larger than anything, in LEB128.
                let count = random.number(1...10)
                body.replaceSubrange(
                    place...place, with: repeatElement(0xFF, count: count) + [UInt8(random.below(128))])
            default:
                let count = min(random.size(1, 40), body.count - place)
                body.removeSubrange(place..<place + count)
            }
        }
    }

    static func run(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        guard case .bytes(let given) = input.steps.first else { return }
        let snapshot = input.variant > 0 ? SnapshotEnvelope.wrap(given) : given
        var options = TerminalOptions()
        options.scrollbackLimit = input.limit
        var terminal: Terminal
        do throws(SnapshotError) {
            terminal = try Terminal(snapshot: snapshot, options: options)
        } catch {
            try require(input.variant != 2, "a whole snapshot is refused: \(error)")
            features.insert(50, "\(error)".utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
            return
        }
        features.insert(51, TerminalObserver.context(terminal))
        terminal.checkInvariants()
        let size = terminal.givenSize
        var observer = TerminalObserver(
            FuzzCase(
                target: .snapshot, rows: size.rows, columns: size.columns, limit: input.limit,
                seed: input.seed))
        for (index, step) in input.steps.enumerated().dropFirst() {
            try TerminalTarget.apply(step, to: &terminal, options)
            try observer.check(
                &terminal, after: step, isLast: index == input.steps.count - 1, &features)
        }
    }
}
