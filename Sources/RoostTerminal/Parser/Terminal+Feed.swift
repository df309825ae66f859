/// Bytes to text runs, control characters and sequences.
///
/// The unsafe pointers of the input stay in this folder, and in what writes runs into the grid.
extension Terminal {
    /// Takes bytes as the program wrote them, in any split.
    ///
    /// - Complexity: O(*n*); every sequence is bounded by the screen, whatever its numbers say.
    public mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return }
        if status.isActive { exchangeDisplays() }
        unsafe base.withMemoryRebound(to: UInt8.self, capacity: bytes.count) { start in
            unsafe parse(start, start + bytes.count)
        }
        if status.isEntered { exchangeDisplays() }
        finishChanges()
    }

    /// Takes bytes as the program wrote them, in any split, from wherever they lie.
    public mutating func feed(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe feed($0) }
    }

    /// Takes bytes as the program wrote them, in any split.
    public mutating func feed(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe feed($0) }
    }

    mutating func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        // Only the end of bytes can leave a part of a character behind: of these, or of what a string had held.
        var next = unsafe completePart(start, end)
        while unsafe next < end {
            guard parser.state == .ground else {
                unsafe next = completePart(parseSequence(next, end), end)
                continue
            }
            let stop = unsafe Self.endOfASCII(next, end)
            if unsafe stop > next {
                unsafe print(ascii: next, count: stop - next)
                unsafe next = stop
                if unsafe next == end { return }
            }
            var byte = unsafe next.pointee
            if byte == 0x1B {
                unsafe next = parseEscape(next + 1, end)
            } else if byte < 0x20 {
                // CR and LF come together.
                repeat {
                    unsafe next += 1
                    execute(byte)
                    if unsafe next == end { return }
                    byte = unsafe next.pointee
                } while byte < 0x20 && byte != 0x1B
            } else if byte == 0x7F {
                unsafe next += 1
            } else {
                unsafe next = printCharacters(next, end)
            }
        }
    }

    /// The rest of a character that was cut in two.
    @inline(__always)
    private mutating func completePart(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var next = unsafe start
        while unsafe next < end, parser.state == .ground, !parser.partialCharacter.isEmpty {
            unsafe next = completeCharacter(next, end)
        }
        return unsafe next
    }

    /// The first byte from `start` on that is not in 20...7E.
    ///
    /// Sixteen at a time. Both operands of the comparison are vectors: with a scalar one the compiler falls
    /// back to a loop over the lanes, five to ten times slower, and says nothing.
    @inline(__always)
    private static func endOfASCII(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var next = unsafe start
        // One character before a sequence or the end of a line is frequent, and not worth the vectors.
        if unsafe next + 1 < end, unsafe next[0] &- 0x20 <= 0x5E, unsafe next[1] < 0x20 {
            return unsafe next + 1
        }
        let base = SIMD16<UInt8>(repeating: 0x20)
        let span = SIMD16<UInt8>(repeating: 0x5E)
        while unsafe end - next >= 16 {
            let bytes = unsafe UnsafeRawPointer(next).loadUnaligned(as: SIMD16<UInt8>.self)
            let words = unsafe unsafeBitCast((bytes &- base) .> span, to: SIMD2<UInt64>.self)
            if words.x | words.y == 0 {
                unsafe next += 16
                continue
            }
            if words.x != 0 { return unsafe next + words.x.trailingZeroBitCount >> 3 }
            return unsafe next + 8 + words.y.trailingZeroBitCount >> 3
        }
        while unsafe next < end, unsafe next.pointee &- 0x20 <= 0x5E { unsafe next += 1 }
        return unsafe next
    }

    // MARK: Escape sequences

    /// What follows ESC.
    ///
    /// A control sequence that is here whole is read in one loop; everything else goes through the table.
    @inline(__always)
    private mutating func parseEscape(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        parser.clear()
        guard unsafe start < end, unsafe start.pointee == 0x5B else {
            parser.state = .escape
            return unsafe start
        }
        return unsafe parseControl(start + 1, end)
    }

    /// Everything that is not text, until the sequence is over.
    private mutating func parseSequence(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var next = unsafe start
        while unsafe next < end, parser.state != .ground {
            if parser.state == .string {
                unsafe next = collectString(next, end)
                if unsafe next == end { break }
                if parser.state == .ground { return unsafe next }
            } else if parser.state == .doubtful || parser.state == .doubtfulEscape {
                unsafe next = collectDoubtful(next, end)
                continue
            } else if parser.state == .stray {
                while unsafe next < end, unsafe next.pointee & 0xC0 == 0x80 { unsafe next += 1 }
                if unsafe next < end { parser.state = .ground }
                continue
            }
            let byte = unsafe next.pointee
            unsafe next += 1
            step(byte)
        }
        return unsafe next
    }

    /// One byte of a sequence, by the table.
    private mutating func step(_ byte: UInt8) {
        let edge = parser.transitions[parser.state, byte]
        let state = parser.state
        parser.state = edge.next
        switch edge.action {
        case .ignore: break
        case .execute: execute(byte)
        case .clear: parser.clear()
        case .collect: parser.collect(byte)
        case .parameter:
            if byte >= 0x3A {
                parser.parameters.separate(byColon: byte == 0x3A)
            } else {
                parser.parameters.digit(byte)
            }
        case .dispatchEscape: dispatchEscape(byte)
        case .dispatchControl:
            parser.parameters.finish()
            dispatchControl(byte)
        case .hook:
            parser.parameters.finish()
            startDeviceControl(byte)
        case .startString:
            parser.startString(byte == 0x5D && state != .deviceIgnore ? .operatingSystemCommand : .ignored)
        case .put: putInString(byte)
        case .endString: endString(isBell: byte == 0x07)
        case .cancel: parser.dropString()
        case .reprocess: reclaimHeldText(before: [0x1B, byte])
        }
    }
}
