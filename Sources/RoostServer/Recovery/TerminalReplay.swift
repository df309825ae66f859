import Logging
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal

/// Puts a terminal together again: a snapshot, then the output and the changes of size after it, in order.
///
/// Invariant: `terminal` has been fed exactly the bytes before `offset`.
struct TerminalReplay: ~Copyable {
    private let session: SessionID
    private let options: TerminalOptions
    private var terminal: Terminal
    private var resizes: [JournalResize] = []
    /// All bytes before this are in the terminal.
    private(set) var offset: UInt64 = 0
    private(set) var snapshotOffset: UInt64 = 0
    private(set) var hasSnapshot = false
    /// Output that is nowhere.
    private(set) var gaps: [Range<UInt64>] = []
    /// What the program told its terminal and nobody has heard.
    private(set) var events: [TerminalEvent] = []
    /// What the program asked its terminal and nobody has answered.
    private(set) var replies: [UInt8] = []

    /// Begins with an empty terminal.
    init(session: SessionID, size: TerminalSize, options: TerminalOptions) {
        self.session = session
        self.options = options
        terminal = Terminal(size: size, options: options)
    }

    /// Takes the newest snapshot that can be read, and the output after it.
    mutating func load(from store: Store) {
        do {
            try store.offerSnapshots(of: session) { adopt($1, at: $0) }
            resizes = try store.resizes(session: session, from: offset).map {
                JournalResize(
                    offset: $0.offset, rows: UInt16(clamping: $0.rows), columns: UInt16(clamping: $0.columns))
            }
            while true {
                let chunks = try store.output(session: session, from: offset, limitBytes: 4 << 20)
                let before = offset
                for chunk in chunks { feed(chunk.bytes, at: chunk.offset) }
                if offset == before { break }
            }
        } catch {
            Log.session(session).error("\(error)")
        }
    }

    private mutating func adopt(_ snapshot: [UInt8], at snapshotOffset: UInt64) -> Bool {
        do throws(SnapshotError) {
            terminal = try Terminal(snapshot: snapshot, options: options)
        } catch {
            Log.session(session).warning("snapshot at \(snapshotOffset): \(error)")
            return false
        }
        (offset, self.snapshotOffset, hasSnapshot) = (snapshotOffset, snapshotOffset, true)
        return true
    }

    /// The journal knows better than the store from `start` on: it has what was never committed.
    mutating func replaceResizes(from start: UInt64, with journalled: [JournalResize]) {
        resizes.removeAll { $0.offset > start }
        resizes += journalled.filter { $0.offset >= offset }
    }

    /// Bytes between two looks at the events, of which a terminal keeps a few hundred.
    private static let stepLength: UInt64 = 8192

    /// Feeds bytes that begin at `start`; what the terminal has had is skipped, a gap is jumped.
    ///
    /// What they make the terminal answer and tell is kept from `newFrom` on. Before it belongs to the past: a
    /// server that lived then has dealt with it.
    mutating func feed(_ bytes: [UInt8], at start: UInt64, newFrom: UInt64 = .max) {
        let end = start + UInt64(bytes.count)
        guard end > offset else { return }
        if start > offset {
            Log.session(session).warning("output \(offset)..<\(start) is lost")
            gaps.append(offset..<start)
            offset = start
        }
        while offset < end {
            while let resize = resizes.first, resize.offset <= offset {
                terminal.resize(to: TerminalSize(rows: Int(resize.rows), columns: Int(resize.columns)))
                resizes.removeFirst()
            }
            var stop = min(end, resizes.first?.offset ?? end)
            let isNew = offset >= newFrom
            stop = min(stop, isNew ? offset + Self.stepLength : max(newFrom, offset + 1))
            terminal.feed(Array(bytes[Int(offset - start)..<Int(stop - start)]))
            offset = stop
            let (said, asked) = (terminal.takeEvents(), terminal.takeReplies())
            if isNew {
                events += said
                replies += asked
            }
        }
    }

    /// Applies the sizes that came after the last byte.
    mutating func finish() {
        for resize in resizes {
            terminal.resize(to: TerminalSize(rows: Int(resize.rows), columns: Int(resize.columns)))
        }
        resizes = []
    }

    consuming func takeTerminal() -> Terminal {
        terminal
    }
}
