/// Strings that nobody ends, and what they swallowed: see <doc:Strings> for the rule.
extension Terminal {
    // MARK: Begun by ESC

    /// So much came within a string that it must be text or data: text goes to the screen, and data on.
    mutating func judgeHeldText() {
        if parser.held.isText { reclaimHeldText() } else { parser.held.settleAsData() }
    }

    /// Ends a string that nobody ended, and prints the lines after its first.
    ///
    /// - Parameter sequence: What comes behind them: what ended the string.
    mutating func reclaimHeldText(before sequence: [UInt8] = []) {
        let text = parser.held.isText ? parser.held.bytes : []
        endSequence()
        reclaim(text)
        parseAgain(sequence)
    }

    // MARK: Begun by a C1 control in UTF-8

    /// U+0090, U+0098, U+009D, U+009E, U+009F: a string, if it is ended before the line is.
    ///
    /// - Parameter final: What ESC has behind it to begin the same.
    mutating func startDoubtful(_ final: UInt8) {
        guard !parser.isReclaiming else { return }
        parser.startString(.doubtful)
        parser.deviceControl = UInt32(final)
        parser.state = .doubtful
    }

    /// The body of a doubtful string, up to what decides about it.
    ///
    /// - Returns: Where to go on; a byte that ended it as text is left, because it is text too.
    mutating func collectDoubtful(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        if parser.state == .doubtfulEscape {
            if unsafe start.pointee == 0x5C {
                endDoubtful(with: [0x1B, 0x5C])
                return unsafe start + 1
            }
            takeDoubtfulAsText(before: [0x1B])
            return unsafe start
        }
        let final = UInt8(truncatingIfNeeded: parser.deviceControl)
        var next = unsafe start
        while unsafe next < end {
            let byte = unsafe next.pointee
            if byte == 0x1B {
                parser.state = .doubtfulEscape
                return unsafe next + 1
            }
            if byte == 0x07, final == 0x5D {
                endDoubtful(with: [0x07])
                return unsafe next + 1
            }
            if byte == 0x9C, parser.string.last == ParserState.leadOfC1 {
                parser.string.removeLast()
                endDoubtful(with: [0x1B, 0x5C])
                return unsafe next + 1
            }
            let isCommand = final != 0x5D || !parser.string.isEmpty || Self.beginsCommand(byte)
            guard byte >= 0x20, isCommand, parser.string.count < HeldText.limit else {
                takeDoubtfulAsText()
                return unsafe next
            }
            parser.string.append(byte)
            unsafe next += 1
        }
        return unsafe next
    }

    /// What an OSC begins with: a number, or one of the letters of titles (xterm, dtterm).
    private static func beginsCommand(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == 0x49 || byte == 0x4C || byte == 0x6C
    }

    /// It was ended, so it was a string: the same as if ESC had begun it.
    private mutating func endDoubtful(with terminator: [UInt8]) {
        let bytes = [0x1B, UInt8(truncatingIfNeeded: parser.deviceControl)] + parser.string + terminator
        endSequence()
        parseAgain(bytes)
    }

    /// It was none: what it swallowed is text, and the control means nothing.
    private mutating func takeDoubtfulAsText(before sequence: [UInt8] = []) {
        let text = parser.string
        endSequence()
        reclaim(text)
        parseAgain(sequence)
    }

    // MARK: Both

    private mutating func endSequence() {
        parser.dropString()
        parser.clear()
        parser.state = .ground
    }

    /// Prints what a string had swallowed.
    private mutating func reclaim(_ text: [UInt8]) {
        parser.isReclaiming = true
        parseAgain(text)
        parser.isReclaiming = false
    }

    /// Parses bytes from ground, or in the sequence that those before them began.
    mutating func parseAgain(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe parse(base, base + buffer.count)
        }
    }
}
