import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

/// Finds the line of a session where a place in its output stands now, by feeding a terminal with the output again.
///
/// From a little before the place to the end: what lies between says how the line moved, was wrapped anew or printed
/// over. Numbers are counted from the end, where this terminal and the session's own agree whatever came before.
/// Reads and feeds much: call it away from every loop that has other work.
struct PlaceFinder: Sendable {
    /// Where a session's own terminal is, between two bytes.
    struct End: Hashable, Sendable {
        /// Bytes of output that it was fed.
        var offset: UInt64
        /// The number of its screen's first row.
        var screenStart: Int
        var size: TerminalSize
    }

    /// What a line says, with its number in the session's own terminal.
    struct Found: Hashable, Sendable {
        var line: Int
        var text: String
    }

    let store: Store
    let options: TerminalOptions
    let end: End

    /// Output before the place that is fed first, so that the terminal is as it was: a screen or two in bytes.
    private static let lead: UInt64 = 256 << 10
    /// More output than this is not fed: what was so long ago is hardly kept above the screen.
    private static let longest: UInt64 = 256 << 20
    /// How far around its place a line is looked for that was printed again, in rows.
    private static let reach = 2000
    /// Bytes that a line may take until its end, sequences included.
    private static let longestLine: UInt64 = 16 << 10

    /// The line of a place.
    ///
    /// - Throws: ``StoreError`` when the output cannot be read.
    /// - Returns: Nil when the line is not kept, or something else is printed there and nothing like it near.
    func find(_ place: OutputPlace) throws(StoreError) -> Found? {
        guard place.offset <= end.offset, end.offset - place.offset <= Self.longest else { return nil }
        var replay = try OutputReplay(
            of: place.session, from: start(of: place), until: end, options: options, store: store)
        try replay.feed(upTo: place.offset)
        let typed = place.type == .command ? replay.commandLine : nil
        guard let cursorLine = replay.terminal.lineOfCursor else { return nil }
        if place.type == .output { try replay.feedLine(atMost: Self.longestLine) }
        let wanted = Wanted(place.type == .output || place.type == .command ? place.text : "")
        let line =
            wanted.nearest(to: typed ?? cursorLine, within: replay.rows, in: replay.terminal) ?? cursorLine
        replay.terminal.follow(line: line)
        let before = replay.terminal.wholeLine(around: line)?.text ?? ""
        try replay.feed(upTo: end.offset) { $0.followedLine != nil }
        guard replay.offset == end.offset, let now = replay.terminal.followedLine else { return nil }
        guard let found = wanted.line(near: now, before: before, within: Self.reach, in: replay.terminal)
        else {
            return nil
        }
        let shift = end.screenStart - replay.terminal.scrollbackRange.upperBound
        return Found(line: found.line + shift, text: found.text)
    }

    /// Where to begin: with all there is, or so far before the place that the screen is full of what was on it.
    private func start(of place: OutputPlace) -> UInt64 {
        place.offset > Self.lead ? place.offset - Self.lead : 0
    }
}

extension PlaceFinder {
    /// What a line has to say: letters without blanks, which programs move over or leave out.
    struct Wanted: Sendable {
        private let text: String

        /// Text that is longer than a row can be known by its beginning.
        private static let limit = 200

        init(_ text: String) {
            self.text = String(Self.letters(of: text).prefix(Self.limit))
        }

        private static func letters(of text: String) -> String { text.filter { !$0.isWhitespace } }

        private func isSaid(by line: String) -> Bool { Self.letters(of: line).contains(text) }

        /// The nearest line that says it, of two the one above; nil for no text.
        func nearest(to line: Int, within reach: Int, in terminal: borrowing Terminal) -> Int? {
            guard !text.isEmpty else { return nil }
            for distance in 0...max(0, reach) {
                for candidate in distance == 0 ? [line] : [line - distance, line + distance] {
                    guard let whole = terminal.wholeLine(around: candidate), isSaid(by: whole.text) else {
                        continue
                    }
                    return whole.rows.lowerBound
                }
            }
            return nil
        }

        /// The line itself where it still says what it said, else the nearest one that does.
        func line(
            near line: Int, before: String, within reach: Int, in terminal: borrowing Terminal
        ) -> Found? {
            if let nearest = nearest(to: line, within: reach, in: terminal) {
                return Found(line: nearest, text: terminal.wholeLine(around: nearest)?.text ?? "")
            }
            // What the text leaves out, a secret say, may be in the line.
            guard let whole = terminal.wholeLine(around: line), text.isEmpty || whole.text == before else {
                return nil
            }
            return Found(line: whole.rows.lowerBound, text: whole.text)
        }
    }
}
