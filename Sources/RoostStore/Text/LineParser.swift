import RoostModel

/// What takes the lines of an output, one after the other.
protocol LineSink: Sendable {
    /// Takes a line without its end, in UTF-8, that begins at `offset` of the output.
    ///
    /// The line may be changed: nobody looks at it afterwards.
    mutating func take(_ line: inout [UInt8], at offset: UInt64)

    /// The cursor goes to another row by itself, not by the end of a line: what comes may be a picture drawn again.
    mutating func leaveRow()
}

extension LineSink {
    mutating func leaveRow() {}
}

/// A sink that wants to know when the output comes that the parser takes.
protocol TimedLineSink: LineSink {
    var at: Timestamp { get set }
}

/// Finds the lines of text in raw output: no escape sequences, no control characters.
///
/// It keeps a line, not a screen: carriage return, backspace and the editing of a line work, a move to another
/// row begins a new line. Invalid UTF-8 becomes U+FFFD. However the bytes are cut, the lines are the same.
///
/// Cost: 1 to 2 ns a byte, and what the sink takes.
///
/// - SeeAlso: https://vt100.net/emu/dec_ansi_parser, of which this keeps the states that hide text.
struct LineParser<Sink: LineSink>: Sendable {
    /// Where the parser stands between two bytes.
    enum State: Sendable {
        case ground, escape, escapeIntermediate, control, command, string
    }

    var sink: Sink
    var state: State
    /// Where the next byte lies in the session's output.
    private(set) var offset: UInt64
    var line = LineBuffer()
    /// Where the line begins that has no end yet.
    var lineOffset: UInt64
    /// False until the first line end of a stream that was entered in the middle: what comes before it is
    /// a part of a line.
    var isSynchronized: Bool
    var scalars = ScalarDecoder()
    var parameters = ControlParameters()

    /// Enters a stream at a place where a line begins if it `isSynchronized`, else in the middle; then lines come
    /// from the first whole one on.
    init(to sink: Sink, offset: UInt64, entering mode: StreamMode, isSynchronized: Bool) {
        self.sink = sink
        self.offset = offset
        lineOffset = offset
        self.isSynchronized = isSynchronized
        state = Self.state(in: mode)
    }

    /// Goes on at another place of the stream, as if it began there.
    mutating func enter(at offset: UInt64, entering mode: StreamMode) {
        finish()
        self.offset = offset
        lineOffset = offset
        isSynchronized = true
        state = Self.state(in: mode)
    }

    /// Takes more output.
    mutating func append(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            let next = takeMany(bytes, from: index)
            guard next == index else {
                index = next
                continue
            }
            take(bytes[index], next: offset &+ UInt64(index) &+ 1)
            index += 1
        }
        offset &+= UInt64(bytes.count)
    }

    /// Ends the line that has no end yet, if it has any text; the stream goes on as if a line began here.
    mutating func finish() {
        if let scalar = scalars.finish() { line.put(scalar) }
        state = .ground
        if !line.isEmpty { finishLine(at: offset) }
        lineOffset = offset
    }

    /// Ends the line; the next one begins at `next`.
    mutating func finishLine(at next: UInt64) {
        if isSynchronized {
            line.tighten()
            sink.take(&line.utf8, at: lineOffset)
        }
        line.removeAll()
        lineOffset = next
    }

    private static func state(in mode: StreamMode) -> State {
        switch mode {
        case .text: .ground
        case .escape: .escape
        case .string: .string
        }
    }
}

extension LineParser where Sink: TimedLineSink {
    /// Takes what is new in a block of output and lies before `end`; what lies before the block may be gone.
    mutating func take(_ block: OutputBlock, before end: UInt64 = .max) {
        let end = min(end, block.end)
        guard end > offset, end > block.offset else { return }
        if block.offset > offset { enter(at: block.offset, entering: block.mode) }
        sink.at = block.at
        append(block.bytes.span.extracting(Int(offset - block.offset)..<Int(end - block.offset)))
    }
}

/// What comes in great numbers, without a step for each byte.
extension LineParser {
    /// Takes a run of text, a control sequence or what is hidden in a string, as far as it goes at once.
    ///
    /// - Returns: Behind what was taken; `start` if the next byte has to be looked at by itself.
    private mutating func takeMany(_ bytes: Span<UInt8>, from start: Int) -> Int {
        switch state {
        case .ground where scalars.isIdle:
            switch bytes[start] {
            case 0x20...0x7E, 0xC2...0xF4: return takeText(bytes, from: start)
            case 0x1B: return takeControl(bytes, from: start)
            default: return start
            }
        case .command, .string:
            var index = start
            while index < bytes.count, bytes[index] >= 0x20 { index += 1 }
            return index
        default: return start
        }
    }

    /// Takes printable characters that are whole.
    private mutating func takeText(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let room = line.room
        var end = start
        let endOfRoom = min(bytes.count, start + room)
        while end < endOfRoom, bytes[end] &- 0x20 < 0x5F { end += 1 }
        var count = end - start
        if end < endOfRoom, bytes[end] >= 0xC2 {
            while end < bytes.count, count < room {
                let length = Self.lengthOfCharacter(in: bytes, at: end)
                guard length > 0 else { break }
                end += length
                count += 1
            }
        }
        guard end > start else { return start }
        line.put(bytes.extracting(start..<end), count: count)
        if line.isFull { finishLine(at: offset &+ UInt64(end)) }
        return end
    }

    /// Bytes of a printable character in well-formed UTF-8; 0 for everything else.
    private static func lengthOfCharacter(in bytes: Span<UInt8>, at start: Int) -> Int {
        let lead = bytes[start]
        if lead &- 0x20 < 0x5F { return 1 }
        // The leads behind which any two bytes will do.
        guard start + 2 < bytes.count, bytes[start + 1] & 0xC0 == 0x80 else {
            return lengthOfOther(in: bytes, at: start)
        }
        if lead &- 0xC3 < 0x1D { return 2 }
        if lead &- 0xE1 < 0x0C, bytes[start + 2] & 0xC0 == 0x80 { return 3 }
        return lengthOfOther(in: bytes, at: start)
    }

    /// The same for any character that is none of ASCII.
    ///
    /// - SeeAlso: The Unicode Standard, table 3-7
    private static func lengthOfOther(in bytes: Span<UInt8>, at start: Int) -> Int {
        let lead = bytes[start]
        guard lead >= 0xC2, start + 1 < bytes.count else { return 0 }
        let next = bytes[start + 1]
        let range: ClosedRange<UInt8> =
            switch lead {
            // Before U+00A0 there are controls.
            case 0xC2, 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard lead <= 0xF4, range.contains(next) else { return 0 }
        if lead < 0xE0 { return 2 }
        guard start + 2 < bytes.count, bytes[start + 2] & 0xC0 == 0x80 else { return 0 }
        if lead < 0xF0 { return 3 }
        return start + 3 < bytes.count && bytes[start + 3] & 0xC0 == 0x80 ? 4 : 0
    }

    /// Takes a control sequence that is whole and has no control inside.
    private mutating func takeControl(_ bytes: Span<UInt8>, from start: Int) -> Int {
        guard let end = ControlSequence.final(in: bytes, at: start) else { return start }
        // SGR, the one that is everywhere, changes no text.
        if bytes[end] != UInt8(ascii: "m") {
            parameters = ControlParameters()
            for index in start + 2..<end { parameters.take(bytes[index]) }
            perform(bytes[end], next: offset &+ UInt64(end) &+ 1)
        }
        return end + 1
    }
}
