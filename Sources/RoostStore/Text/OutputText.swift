/// Turns a session's raw output into its lines of text: no escape sequences, no control characters.
///
/// This is the text of `roost history`, of `roost search` and of the search index. It is a pure function of
/// the bytes, however they are cut, see ``LineParser``.
package struct OutputText: Sendable {
    /// A line of text, without its end.
    package struct Line: Hashable, Sendable {
        package var text: String
        /// Where its first byte lies in the session's output.
        package var offset: UInt64
        /// The cursor was moved to another row before it: it may be part of a picture that is drawn again.
        var isDrawn: Bool

        package init(text: String, offset: UInt64, isDrawn: Bool = false) {
            self.text = text
            self.offset = offset
            self.isDrawn = isDrawn
        }
    }

    private struct Lines: LineSink {
        var lines: [Line] = []
        private var hasLeftRow = false

        mutating func take(_ line: inout [UInt8], at offset: UInt64) {
            lines.append(
                Line(text: String(decoding: line, as: UTF8.self), offset: offset, isDrawn: hasLeftRow))
            hasLeftRow = false
        }

        mutating func leaveRow() { hasLeftRow = true }
    }

    private var parser: LineParser<Lines>

    /// Where the next byte lies in the session's output.
    package var offset: UInt64 { parser.offset }
    /// Where the line begins that has no end yet.
    var lineOffset: UInt64 { parser.lineOffset }

    /// Begins at the start of a stream, or at a place where a line begins.
    package init(offset: UInt64 = 0) {
        self.init(offset: offset, entering: .text, isSynchronized: true)
    }

    /// Enters a stream in the middle; lines come from the first whole one on.
    init(offset: UInt64, entering mode: StreamMode, isSynchronized: Bool) {
        parser = LineParser(to: Lines(), offset: offset, entering: mode, isSynchronized: isSynchronized)
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
        parser.append(bytes)
        return takeLines()
    }

    /// Gives the line that has no end yet, if it has any text; the stream goes on as if a line began here.
    package mutating func finish() -> [Line] {
        parser.finish()
        return takeLines()
    }

    private mutating func takeLines() -> [Line] {
        var lines: [Line] = []
        swap(&lines, &parser.sink.lines)
        return lines
    }
}
