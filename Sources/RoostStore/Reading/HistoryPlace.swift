package import RoostModel

/// A place between two entries of a session's history, in which the parts of an export follow each other.
package struct HistoryPlace: Hashable, Sendable {
    /// Output from here on is no part of the history that is read: a session that goes on printing has an end.
    var outputEnd: UInt64
    /// The last command or event before the place; the first of all sorts before every other.
    var entry = EntryKey()
    /// Lines of output that begin here or later come after the place.
    var line: UInt64 = 0

    /// What commands and events are sorted by; no two have the same.
    struct EntryKey: Hashable, Comparable, Sendable {
        var at = Int64.min
        var offset = Int64.min
        /// 0 a command, 1 an event.
        var source: Int64 = 0
        var id = Int64.min

        static func < (one: EntryKey, other: EntryKey) -> Bool {
            (one.at, one.offset, one.source, one.id) < (other.at, other.offset, other.source, other.id)
        }
    }

    init(outputEnd: UInt64) {
        self.outputEnd = outputEnd
    }

    /// The place before the lines of output that begin at an offset or later, of those before another one.
    package init(linesFrom line: UInt64, upTo end: UInt64) {
        self.init(outputEnd: end)
        self.line = line
    }

    /// The place as numbers, for whoever hands it back later.
    package var numbers: [Int64] {
        [
            Int64(clamping: outputEnd), entry.at, entry.offset, entry.source, entry.id, Int64(clamping: line),
        ]
    }

    /// Reads ``numbers``; nil for anything else.
    package init?(numbers: [Int64]) {
        guard numbers.count == 6, let end = UInt64(exactly: numbers[0]),
            let line = UInt64(exactly: numbers[5])
        else { return nil }
        outputEnd = end
        entry = EntryKey(at: numbers[1], offset: numbers[2], source: numbers[3], id: numbers[4])
        self.line = line
    }
}

/// A part of a session's history.
package struct HistoryPart: Sendable {
    /// Oldest first.
    package var entries: [HistoryEntry]
    /// Where the part that follows begins; nil: this is the last one.
    package var next: HistoryPlace?
}
