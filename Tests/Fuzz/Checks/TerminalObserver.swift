import RoostTestSupport
import RoostTerminal

/// Looks at a terminal after each step, and says where it breaks a promise of its interface.
struct TerminalObserver {
    private let limit: Int
    private let allowsChecksum: Bool
    private var random: SeededGenerator
    /// Rows as they were, by their stamps: a stamp stands for one content, for ever.
    private var seen: [UInt64: [UInt8]] = [:]
    private var seenByteCount = 0
    private var range = 0..<0
    private var changeCount: UInt64 = 0
    private var view: View?
    private var size: TerminalSize
    /// What the last resize gave; a program may have 132 columns instead (DECCOLM).
    private var given: TerminalSize
    private var stepCount = 0
    /// Of all that came out so far; two terminals that were told the same have the same.
    private(set) var outputHash = 0

    /// What a viewer shows: where it differs the change count must too.
    private struct View: Equatable {
        var cursor: Cursor
        var isAlternate: Bool
        var isReverse: Bool
        var isSynchronizing: Bool
        var modes: InputModes
        var title: String
        var statusLine: Line?
        var stamps: [UInt64]

        init(_ terminal: borrowing Terminal) {
            cursor = terminal.cursor
            isAlternate = terminal.isAlternateScreen
            isReverse = terminal.isReverseVideo
            isSynchronizing = terminal.isSynchronizing
            modes = terminal.inputModes
            title = terminal.title
            statusLine = terminal.statusLine
            var stamps: [UInt64] = []
            stamps.reserveCapacity(terminal.size.rows)
            for row in 0..<terminal.size.rows { stamps.append(terminal.rowStamp(row)) }
            self.stamps = stamps
        }
    }

    /// Whether every line of the scrollback must be sound: not where a damaged snapshot brought them.
    private let isSound: Bool

    init(_ input: FuzzCase) {
        isSound = input.target != .snapshot
        limit = input.limit
        allowsChecksum = TerminalTarget.options(of: input).allowChecksum
        random = SeededGenerator(seed: input.seed)
        given = TerminalSize(rows: input.rows, columns: input.columns)
        size = given
    }

    /// The kind of state that the next bytes meet, for ``SequenceTracer``.
    static func context(_ terminal: borrowing Terminal) -> UInt64 {
        let cursor = terminal.cursor
        let size = terminal.size
        var context: UInt64 = terminal.isAlternateScreen ? 1 : 0
        if cursor.column == size.columns - 1 { context |= 2 }
        if cursor.column == 0 { context |= 4 }
        if cursor.row == size.rows - 1 { context |= 8 }
        if cursor.row == 0 { context |= 16 }
        if terminal.isSynchronizing { context |= 32 }
        if terminal.inputModes.kittyFlags != 0 { context |= 64 }
        if terminal.inputModes.newLineMode { context |= 128 }
        return context
    }

    /// Looks at everything after a step.
    ///
    /// - Parameters:
    ///   - terminal: What the step was done to; its replies and events are taken.
    ///   - step: What was done.
    ///   - isLast: Whether nothing follows, so that no sample is spared.
    ///   - features: Gets what was reached.
    /// - Throws: ``Violation``, the first that is found.
    mutating func check(
        _ terminal: inout Terminal, after step: FuzzCase.Step, isLast: Bool, _ features: inout FeatureSet
    ) throws(Violation) {
        stepCount += 1
        let cellCount = terminal.size.rows * terminal.size.columns
        let sampling = max(1, cellCount / 10_000)
        if isLast || stepCount % sampling == 0 { terminal.checkInvariants() }
        try checkPlaces(terminal, after: step)
        try takeOutput(&terminal, &features)
        try checkChanges(terminal, after: step)
        if isLast || stepCount % sampling == 0 { try checkRows(terminal, &features) }
        try checkScrollback(terminal)
        features.insert(20, Self.context(terminal), UInt64(terminal.inputModes.mouseTracking.rawValue))
    }

    private mutating func checkPlaces(
        _ terminal: borrowing Terminal, after step: FuzzCase.Step
    ) throws(Violation) {
        if case .resize(let rows, let columns) = step { given = TerminalSize(rows: rows, columns: columns) }
        try require(terminal.givenSize == given, "the size is \(terminal.givenSize), not \(given)")
        size = terminal.size
        try require(
            size.rows == given.rows && (size.columns == given.columns || size.columns == 132),
            "the size became \(size)")
        let cursor = terminal.cursor
        try require(
            (0..<size.rows).contains(cursor.row) && (0..<size.columns).contains(cursor.column),
            "the cursor is in \(cursor.row), \(cursor.column), outside of \(size)")
        let now = terminal.scrollbackRange
        try require(now.count <= limit, "\(now.count) lines of scrollback, the limit is \(limit)")
        if case .resize = step {
        } else {
            try require(
                now.lowerBound >= range.lowerBound && now.upperBound >= range.upperBound,
                "the numbers of lines went back from \(range) to \(now)")
        }
        range = now
        try LineCheck.check(text: terminal.title, limit: 4096, "the title")
        try LineCheck.check(text: terminal.iconName, limit: 4096, "the icon's name")
        var bytes: [UInt8] = []
        terminal.inputModes.encode(into: &bytes)
        var rest = bytes[...]
        try require(
            (try? InputModes(decoding: &rest)) == terminal.inputModes, "the input modes change when encoded")
    }

    /// Takes replies and events, and looks at each of them.
    mutating func takeOutput(
        _ terminal: inout Terminal, _ features: inout FeatureSet
    ) throws(Violation) {
        let replies = terminal.takeReplies()
        try require(replies.count < 65_536 + 8192, "\(replies.count) bytes of replies wait")
        var kinds: Set<Int> = []
        if let place = ReplyGrammar.parse(replies, allowsChecksum: allowsChecksum, { kinds.insert($0) }) {
            let part = String(decoding: replies[place...].prefix(60), as: UTF8.self).debugDescription
            throw Violation("the terminal types what no report is: \(part)")
        }
        for kind in kinds { features.insert(21, UInt64(kind)) }
        var hasher = Hasher()
        hasher.combine(outputHash)
        hasher.combine(replies)
        let events = terminal.takeEvents()
        try require(events.count <= 512, "\(events.count) events wait")
        for event in events {
            hasher.combine(event)
            try EventCheck.check(event, lines: terminal.scrollbackRange, rows: terminal.size.rows, &features)
        }
        // As it was for no output, so that it does not matter how often nothing was taken.
        if !replies.isEmpty || !events.isEmpty { outputHash = hasher.finalize() }
    }

    private mutating func checkChanges(
        _ terminal: borrowing Terminal, after step: FuzzCase.Step
    ) throws(Violation) {
        let now = View(terminal)
        let count = terminal.changeCount
        try require(count >= changeCount, "the change count went back")
        if let view, count == changeCount {
            try require(view == now, "something changed, and the change count does not tell")
        }
        changeCount = count
        view = now
    }

    private mutating func checkRows(
        _ terminal: borrowing Terminal, _ features: inout FeatureSet
    ) throws(Violation) {
        if seenByteCount > 1 << 20 {
            seen = [:]
            seenByteCount = 0
        }
        var encoded: [UInt8] = []
        for row in 0..<size.rows {
            let stamp = terminal.rowStamp(row)
            try require(stamp != 0, "row \(row) has no stamp")
            let known = seen[stamp]
            if known != nil, !random.once(in: 8) { continue }
            encoded.removeAll(keepingCapacity: true)
            terminal.encodeLine(row, into: &encoded)
            if let known {
                try require(known == encoded, "row \(row) changed, and its stamp did not")
                continue
            }
            seen[stamp] = encoded
            seenByteCount += encoded.count + 64
            let line = terminal.line(row)
            try LineCheck.check(line, columns: size.columns, "row \(row)")
            try LineCheck.check(encoded, is: line, "row \(row)")
            let last = line.cells.last?.width ?? 9
            features.insert(
                22, UInt64(min(line.styles.count, 9)) << 8 | UInt64(min(line.clusters.count, 9)),
                (line.isWrapped ? 16 : 0) | UInt64(last) | (line.cells.count == size.columns ? 32 : 0))
        }
    }

    private mutating func checkScrollback(_ terminal: borrowing Terminal) throws(Violation) {
        let range = terminal.scrollbackRange
        try require(
            terminal.scrollbackLine(range.lowerBound - 1) == nil
                && terminal.scrollbackLine(range.upperBound) == nil,
            "there is a line outside of the range")
        guard !range.isEmpty else { return }
        for number in [range.lowerBound, range.upperBound - 1, range.lowerBound + random.below(range.count)] {
            guard let line = terminal.scrollbackLine(number) else {
                try require(!isSound, "line \(number) of \(range) is not kept")
                continue
            }
            try LineCheck.check(line, columns: 2000, "line \(number)")
            guard isSound else { continue }
            var encoded: [UInt8] = []
            terminal.encodeScrollbackLine(number, into: &encoded)
            try LineCheck.check(encoded, is: line, "line \(number)")
            try require(
                terminal.scrollbackText(number) == line.text()
                    && terminal.scrollbackText(number, trimmed: false) == line.text(trimmed: false),
                "the text of line \(number) is not that of its cells")
        }
    }
}
