/// OSC, DCS and the strings that are swallowed: SOS, PM, APC.
extension Terminal {
    /// The body of a string, up to a byte that may end it.
    mutating func collectString(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        let limit = unsafe parser.held.room < end - start ? start + parser.held.room : end
        var stop = unsafe start
        while unsafe stop < limit {
            let byte = unsafe stop.pointee
            if byte == 0x1B || byte == 0x18 || byte == 0x1A || byte == 0x07 || byte == 0x9C || byte == 0x0A {
                break
            }
            unsafe stop += 1
        }
        let count = unsafe stop - start
        if parser.string.count < 8, parser.stringKind == .operatingSystemCommand, count > 0 {
            // The Linux console's commands for its palette have no end but their length: ESC ] R, and ESC ] P
            // with seven digits (console_codes(4)).
            let first = unsafe parser.string.first ?? start.pointee
            let missing = (first == 0x52 ? 1 : first == 0x50 ? 8 : .max) - parser.string.count
            if missing <= count {
                parser.dropString()
                parser.state = .ground
                return unsafe start + missing
            }
        }
        let part = unsafe UnsafeBufferPointer(start: start, count: count)
        unsafe parser.put(part)
        unsafe parser.held.append(part)
        if parser.held.room == 0 { judgeHeldText() }
        return unsafe stop
    }

    /// Begins a DCS; what its final byte and what was collected stand for decides whether its body is kept.
    mutating func startDeviceControl(_ final: UInt8) {
        parser.string = []
        parser.deviceControl = parser.collected > 0xFFFF ? 0 : parser.collected << 8 | UInt32(final)
        parser.stringKind =
            Self.knownDeviceControls.contains(parser.deviceControl) ? .deviceControl : .ignored
    }

    /// The bytes that ``collectString(_:_:)`` stops at and the table cannot decide: a line end, and 9C, which ends a
    /// string only as the second byte of U+009C.
    mutating func putInString(_ byte: UInt8) {
        if byte == 0x9C, parser.string.last == ParserState.leadOfC1 {
            parser.string.removeLast()
            parser.state = .ground
            return endString(isBell: false)
        }
        parser.put(CollectionOfOne(byte))
        if byte == 0x0A { parser.held.endLine() } else { parser.held.append(CollectionOfOne(byte)) }
        if parser.held.room == 0 { judgeHeldText() }
    }

    /// ST or BEL: does what the string says.
    mutating func endString(isBell: Bool) {
        if isBell, !parser.stringKind.endsWithBell {
            parser.state = .string
            return
        }
        let string = parser.string
        let kind = parser.stringKind
        parser.dropString()
        lastPrinted = 0
        switch kind {
        case .ignored, .ignoredCommand, .doubtful: break
        case .operatingSystemCommand: dispatchCommand(string, terminator: isBell ? "\u{07}" : "\u{1B}\\")
        case .deviceControl: dispatchDeviceControl(parser.deviceControl, string)
        }
    }
}
