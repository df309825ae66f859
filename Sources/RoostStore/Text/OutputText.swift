/// Turns a session's raw output into its lines of text: no escape sequences, no control characters.
///
/// This is the text of `roost history`, of `roost search` and of the search index. It is a pure function of
/// the bytes, however they are cut. It keeps a line, not a screen: carriage return, backspace and the
/// editing of a line work, a move to another row begins a new line. Invalid UTF-8 becomes U+FFFD.
///
/// - SeeAlso: https://vt100.net/emu/dec_ansi_parser, of which this keeps the states that hide text.
package struct OutputText: Sendable {
    /// A line of text, without its end.
    package struct Line: Hashable, Sendable {
        package var text: String
        /// Where its first byte lies in the session's output.
        package var offset: UInt64

        package init(text: String, offset: UInt64) {
            self.text = text
            self.offset = offset
        }
    }

    /// Where the parser stands between two bytes.
    enum State: Sendable {
        case ground, escape, escapeIntermediate, control, command, string
    }

    var state: State
    /// Where the next byte lies in the session's output.
    package private(set) var offset: UInt64
    var line = LineBuffer()
    var lineOffset: UInt64
    var lines: [Line] = []
    /// False until the first line end of a stream that was entered in the middle: what comes before it is
    /// a part of a line.
    var isSynchronized: Bool
    var scalars = ScalarDecoder()
    var parameters = ControlParameters()

    /// Begins at the start of a stream, or at a place where a line begins.
    package init(offset: UInt64 = 0) {
        self.init(offset: offset, entering: .text, isSynchronized: true)
    }

    /// Enters a stream in the middle; lines come from the first whole one on.
    init(offset: UInt64, entering mode: StreamMode, isSynchronized: Bool) {
        self.offset = offset
        lineOffset = offset
        self.isSynchronized = isSynchronized
        state =
            switch mode {
            case .text: .ground
            case .escape: .escape
            case .string: .string
            }
    }

    /// Takes more output and gives the lines that it finished, oldest first.
    package mutating func append(_ bytes: [UInt8]) -> [Line] {
        append(bytes.span)
    }

    /// Takes more output and gives the lines that it finished, oldest first.
    package mutating func append(_ bytes: ArraySlice<UInt8>) -> [Line] {
        append(bytes.span)
    }

    /// Takes more output and gives the lines that it finished, oldest first.
    package mutating func append(_ bytes: Span<UInt8>) -> [Line] {
        var index = 0
        while index < bytes.count {
            if state == .ground, scalars.isIdle {
                let end = Self.endOfText(in: bytes, from: index, atMost: line.room)
                if end > index {
                    line.appendASCII(bytes.extracting(index..<end))
                    index = end
                    if line.isFull { finishLine(at: offset &+ UInt64(index)) }
                    continue
                }
            }
            take(bytes[index], next: offset &+ UInt64(index) &+ 1)
            index += 1
        }
        offset &+= UInt64(bytes.count)
        defer { lines.removeAll(keepingCapacity: true) }
        return lines
    }

    /// Gives the line that has no end yet, if it has any text; the stream goes on as if a line began here.
    package mutating func finish() -> [Line] {
        if let scalar = scalars.finish() { line.put(scalar) }
        state = .ground
        if !line.isEmpty { finishLine(at: offset) }
        lineOffset = offset
        defer { lines.removeAll() }
        return lines
    }

    /// The first byte that is not printable ASCII, no further than `count` bytes on.
    private static func endOfText(in bytes: Span<UInt8>, from start: Int, atMost count: Int) -> Int {
        let end = min(bytes.count, start + count)
        var index = start
        while index < end, bytes[index] &- 0x20 < 0x5F { index += 1 }
        return index
    }

    /// Ends the line; the next one begins at `next`.
    mutating func finishLine(at next: UInt64) {
        if isSynchronized {
            lines.append(Line(text: line.text, offset: lineOffset))
        }
        line.removeAll()
        lineOffset = next
    }
}
