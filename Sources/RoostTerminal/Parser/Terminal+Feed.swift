/// Bytes to text runs, control characters and sequences.
///
/// The unsafe pointers of the input stay in this file and in what prints runs.
extension Terminal {
    /// Takes bytes as the program wrote them, in any split.
    ///
    /// - Complexity: O(*n*); every sequence is bounded by the screen, whatever its numbers say.
    public mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return }
        unsafe base.withMemoryRebound(to: UInt8.self, capacity: bytes.count) { start in
            unsafe parse(start, start + bytes.count)
        }
        finishChanges()
    }

    /// Takes bytes as the program wrote them, in any split.
    public mutating func feed(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe feed($0) }
    }

    private mutating func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
        var next = unsafe start
        while unsafe next < end {
            guard parser.state == .ground else {
                unsafe next = parseSequence(next, end)
                continue
            }
            if !parser.partialCharacter.isEmpty {
                unsafe next = completeCharacter(next, end)
                continue
            }
            let stop = unsafe Self.endOfASCII(next, end)
            if unsafe stop > next {
                unsafe print(ascii: next, count: stop - next)
                unsafe next = stop
                if unsafe next == end { return }
            }
            let byte = unsafe next.pointee
            if byte == 0x1B {
                unsafe next = parseEscape(next + 1, end)
            } else if byte < 0x20 {
                unsafe next += 1
                execute(byte)
            } else if byte == 0x7F {
                unsafe next += 1
            } else {
                unsafe next = printCharacters(next, end)
            }
        }
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
        // One character between two sequences is frequent, and not worth the vectors.
        if unsafe next + 1 < end, unsafe next[0] &- 0x20 <= 0x5E, unsafe next[1] == 0x1B {
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

    /// The parameters of a control sequence, from its first byte.
    ///
    /// The rare bytes are left to the table.
    @inline(__always)
    private mutating func parseControl(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var next = unsafe start
        guard unsafe next < end else {
            parser.state = .controlEntry
            return unsafe next
        }
        if unsafe next.pointee &- 0x3C < 4 {
            unsafe parser.collect(next.pointee)
            unsafe next += 1
        }
        // Everything stays in registers until the sequence is whole, or the bytes end.
        let values = unsafe parser.parameters.values
        var count = 0
        var colons: UInt32 = 0
        var value: UInt32 = 0
        var isOpen = false
        while unsafe next < end {
            let byte = unsafe next.pointee
            if byte &- 0x30 < 10 {
                value = min(value &* 10 &+ UInt32(byte &- 0x30), 65_535)
                isOpen = true
            } else if byte &- 0x3A < 2 {
                if count < Parameters.limit {
                    unsafe values[count] = UInt16(truncatingIfNeeded: value)
                    count &+= 1
                    if byte == 0x3A, count < Parameters.limit {
                        colons |= 1 << UInt32(truncatingIfNeeded: count)
                    }
                }
                value = 0
                isOpen = true
            } else if byte &- 0x40 < 0x3F {
                if isOpen, count < Parameters.limit {
                    unsafe values[count] = UInt16(truncatingIfNeeded: value)
                    count &+= 1
                }
                parser.parameters.set(count: count, colons: colons, value: 0, isOpen: false)
                dispatchControl(byte)
                return unsafe next + 1
            } else {
                break
            }
            unsafe next += 1
        }
        parser.parameters.set(count: count, colons: colons, value: value, isOpen: isOpen)
        parser.state = unsafe next == start ? .controlEntry : .controlParameter
        return unsafe next
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
            }
            let byte = unsafe next.pointee
            unsafe next += 1
            step(byte)
        }
        return unsafe next
    }

    /// The body of a string, up to a byte that may end it.
    private mutating func collectString(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var stop = unsafe start
        while unsafe stop < end {
            let byte = unsafe stop.pointee
            if byte == 0x1B || byte == 0x18 || byte == 0x1A || byte == 0x07 || byte == 0x9C { break }
            unsafe stop += 1
        }
        let count = unsafe stop - start
        if parser.stringKind.isKept {
            if parser.string.count + count > parser.stringKind.limit {
                parser.stringKind = parser.stringKind.swallowed
                parser.string = []
            } else {
                unsafe parser.string.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
            }
        }
        return unsafe stop
    }

    /// One byte of a sequence, by the table.
    private mutating func step(_ byte: UInt8) {
        let edge = transitions[parser.state, byte]
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
        case .startString: startString(byte, isDevice: state == .deviceIgnore)
        case .put: putInString(byte)
        case .endString: endString(isBell: byte == 0x07)
        case .cancel:
            parser.string = []
            parser.stringKind = .ignored
        case .reprocess:
            parser.string = []
            parser.stringKind = .ignored
            parser.clear()
            step(byte)
        }
    }

    private mutating func startString(_ byte: UInt8, isDevice: Bool) {
        parser.string = []
        parser.stringKind = byte == 0x5D && !isDevice ? .operatingSystemCommand : .ignored
    }

    private mutating func startDeviceControl(_ final: UInt8) {
        parser.string = []
        parser.deviceControl = parser.collected > 0xFFFF ? 0 : parser.collected << 8 | UInt32(final)
        parser.stringKind =
            Self.knownDeviceControls.contains(parser.deviceControl) ? .deviceControl : .ignored
    }

    /// The one byte that ``collectString(_:_:)`` stops at and the table cannot decide: 9C ends a string only
    /// as the second byte of U+009C.
    private mutating func putInString(_ byte: UInt8) {
        if byte == 0x9C, parser.string.last == 0xC2 {
            parser.string.removeLast()
            parser.state = .ground
            return endString(isBell: false)
        }
        guard parser.stringKind.isKept else { return }
        if parser.string.count >= parser.stringKind.limit {
            parser.stringKind = parser.stringKind.swallowed
            parser.string = []
        } else {
            parser.string.append(byte)
        }
    }

    private mutating func endString(isBell: Bool) {
        if isBell, !parser.stringKind.endsWithBell {
            parser.state = .string
            return
        }
        let string = parser.string
        let kind = parser.stringKind
        parser.string = []
        parser.stringKind = .ignored
        lastPrinted = 0
        switch kind {
        case .ignored, .ignoredCommand: break
        case .operatingSystemCommand: dispatchCommand(string, terminator: isBell ? "\u{07}" : "\u{1B}\\")
        case .deviceControl: dispatchDeviceControl(parser.deviceControl, string)
        }
    }

    // MARK: UTF-8

    /// Characters beyond ASCII, as many as follow each other.
    private mutating func printCharacters(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var next = unsafe start
        while unsafe next < end, unsafe next.pointee >= 0x80 {
            if unsafe next.pointee &- 0xE3 < 10 {
                let stop = unsafe printIdeographs(next, end)
                if unsafe stop > next {
                    unsafe next = stop
                    continue
                }
            }
            let (scalar, length) = unsafe Self.decode(next, end - next)
            if length == 0 {
                unsafe parser.partialCharacter = Array(UnsafeBufferPointer(start: next, count: end - next))
                return unsafe end
            }
            unsafe next += length
            if scalar < 0xA0 {
                executeC1(UInt8(truncatingIfNeeded: scalar))
                if parser.state != .ground { break }
            } else {
                print(scalar)
            }
        }
        return unsafe next
    }

    /// The rest of a character whose first bytes came earlier.
    private mutating func completeCharacter(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        let known = parser.partialCharacter.count
        var bytes = parser.partialCharacter
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: min(4 - known, end - start)))
        let (scalar, length) = unsafe bytes.withUnsafeBufferPointer { buffer -> (UInt32, Int) in
            guard let base = buffer.baseAddress else { return (0xFFFD, 1) }
            return unsafe Self.decode(base, buffer.count)
        }
        if length == 0 {
            parser.partialCharacter = bytes
            return unsafe end
        }
        parser.partialCharacter = []
        if scalar < 0xA0 {
            executeC1(UInt8(truncatingIfNeeded: scalar))
        } else {
            print(scalar)
        }
        return unsafe start + max(0, length - known)
    }

    /// One character of UTF-8 that begins with a byte of 80...FF.
    ///
    /// - Returns: Its scalar and how many bytes it took; U+FFFD for the longest part that cannot begin one
    ///   (Unicode 3.9, "substitution of maximal subparts"); a length of 0 if the bytes end too early.
    @inline(__always)
    private static func decode(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (scalar: UInt32, length: Int) {
        let first = unsafe bytes[0]
        if first < 0xC2 || first > 0xF4 { return (0xFFFD, 1) }
        guard count > 1 else { return (0, 0) }
        let second = unsafe bytes[1]
        if first < 0xE0 {
            guard second & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            return (UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F), 2)
        }
        let lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
        let highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
        guard second >= lowest, second <= highest else { return (0xFFFD, 1) }
        guard count > 2 else { return (0, 0) }
        let third = unsafe bytes[2]
        guard third & 0xC0 == 0x80 else { return (0xFFFD, 2) }
        if first < 0xF0 {
            return (UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), 3)
        }
        guard count > 3 else { return (0, 0) }
        let fourth = unsafe bytes[3]
        guard fourth & 0xC0 == 0x80 else { return (0xFFFD, 3) }
        let high = UInt32(first & 0x07) << 18 | UInt32(second & 0x3F) << 12
        return (high | UInt32(third & 0x3F) << 6 | UInt32(fourth & 0x3F), 4)
    }
}
