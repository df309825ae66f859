import RoostModel
import RoostStore
import RoostTerminal

/// A terminal that is fed a session's stored output once more, from somewhere on.
///
/// Begun in the middle it has a screen full of blank lines, as if it had scrolled before.
struct OutputReplay: ~Copyable {
    private let session: SessionID
    private let store: Store
    private var resizes: [(offset: UInt64, size: TerminalSize)] = []
    /// What was read and not fed yet; begins at `offset`.
    private var waiting: ArraySlice<UInt8> = []
    /// Bytes before the one that is fed next.
    private(set) var offset: UInt64
    var terminal: Terminal
    /// Where the newest command was typed, and where it was taken.
    private var typedLine: Int?
    private var takenLine: Int?

    /// Bytes that are read at once.
    private static let portion = 1 << 20
    /// Bytes between two looks at the events, of which a terminal keeps a few hundred.
    private static let step = 8192

    /// Begins at an offset.
    ///
    /// - Parameters:
    ///   - session: Whose output it is.
    ///   - start: Where to begin; the first that is kept, if that is later.
    ///   - end: Where the session's own terminal is, which says how large it is if no size was recorded.
    ///   - options: How the terminal is made.
    ///   - store: Has the output.
    /// - Throws: ``StoreError`` when it cannot be read.
    init(
        of session: SessionID, from start: UInt64, until end: PlaceFinder.End, options: TerminalOptions,
        store: Store
    ) throws(StoreError) {
        self.session = session
        self.store = store
        offset = start
        let recorded = try store.resizes(session: session, from: 0).map {
            (offset: $0.offset, size: TerminalSize(rows: $0.rows, columns: $0.columns))
        }
        resizes = recorded.filter { $0.offset > start && $0.offset <= end.offset }
        let first = recorded.last { $0.offset <= start }?.size
        terminal = Terminal(size: first ?? end.size, options: options)
        if start > 0 { terminal.feed([UInt8](repeating: 0x0A, count: terminal.size.rows)) }
    }

    /// Rows of the screen, twice: as far as a program draws from its cursor.
    var rows: Int { 2 * terminal.size.rows }

    /// Where the command is typed that starts here, or was the last to start; nil when no shell told of it.
    var commandLine: Int? { typedLine ?? takenLine }

    /// Feeds up to an offset, the end of what is kept, or as long as the terminal `wantsMore`, which is asked now and
    /// then.
    mutating func feed(
        upTo end: UInt64, while wantsMore: (borrowing Terminal) -> Bool = { _ in true }
    ) throws(StoreError) {
        while offset < end {
            resize()
            if waiting.isEmpty { try read() }
            guard !waiting.isEmpty, offset < end else { break }
            guard wantsMore(terminal) else { return }
            let stop = min(end, resizes.first?.offset ?? end)
            feed(min(waiting.count, Self.step, Int(clamping: stop - offset)))
        }
        resize()
    }

    /// Feeds the rest of a line, without its end.
    mutating func feedLine(atMost limit: UInt64) throws(StoreError) {
        let end = offset + limit
        while offset < end {
            if waiting.isEmpty { try read() }
            guard let first = waiting.first, first != 0x0A else { return }
            let line = waiting.prefix { $0 != 0x0A }
            feed(min(line.count, Int(clamping: end - offset)))
        }
    }

    private mutating func resize() {
        while let next = resizes.first, next.offset <= offset {
            terminal.resize(to: next.size)
            resizes.removeFirst()
            (typedLine, takenLine) = (nil, nil)
        }
    }

    private mutating func read() throws(StoreError) {
        let blocks = try store.output(session: session, from: offset, limitBytes: Self.portion)
        for block in blocks {
            if block.offset > offset + UInt64(waiting.count) {
                // A gap: what follows it is read when what comes before it has been fed.
                guard waiting.isEmpty else { return }
                offset = block.offset
            }
            waiting += block.bytes
        }
    }

    private mutating func feed(_ count: Int) {
        guard count > 0 else { return }
        terminal.feed(Array(waiting.prefix(count)))
        waiting = waiting.dropFirst(count)
        offset += UInt64(count)
        _ = terminal.takeReplies()
        for event in terminal.takeEvents() {
            switch event {
            case .commandStarted(let line): typedLine = line
            case .commandExecuted(_, let line):
                takenLine = typedLine ?? line - 1
                typedLine = nil
            default: break
            }
        }
    }
}
