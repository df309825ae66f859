/// The fast path of text: ASCII and wide characters go into the cells in runs, the rest one by one.
extension Terminal {
    /// Prints a run of 20...7E.
    @inline(__always)
    mutating func print(ascii start: UnsafePointer<UInt8>, count: Int) {
        unsafe lastPrinted = UInt32(start[count - 1])
        guard screen.cursor.charsets.isPlain, !modes.contains(.insert) else {
            return unsafe printMapped(start, count)
        }
        let template = penTemplate()
        var next = unsafe start
        var left = count
        while true {
            if screen.cursor.isWrapPending { wrap() }
            let room = screen.rightLimit - screen.cursor.column
            if left < room {
                unsafe screen.grid.write(
                    ascii: next, count: left, row: screen.cursor.row, column: screen.cursor.column,
                    template: template)
                screen.cursor.column &+= left
                return
            }
            unsafe screen.grid.write(
                ascii: next, count: room, row: screen.cursor.row, column: screen.cursor.column,
                template: template)
            screen.cursor.column &+= room &- 1
            screen.cursor.isWrapPending = true
            left &-= room
            guard left > 0 else { return }
            guard modes.contains(.autoWrap) else {
                // Everything that does not fit goes into the last column, and only the last of it stays.
                unsafe screen.grid.write(
                    ascii: next + (room + left - 1), count: 1, row: screen.cursor.row,
                    column: screen.cursor.column, template: template)
                return
            }
            unsafe next += room
        }
    }

    /// Prints one of 20...7E so many times.
    mutating func print(ascii byte: UInt8, count: Int) {
        let bytes = [UInt8](repeating: byte, count: count)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, count > 0 else { return }
            unsafe print(ascii: base, count: count)
        }
    }

    /// The same where bytes are not just themselves: other charsets, insert mode.
    private mutating func printMapped(_ start: UnsafePointer<UInt8>, _ count: Int) {
        for index in 0..<count {
            let byte = unsafe start[index]
            let set = screen.cursor.charsets.next()
            lastPrinted = set.scalar(byte, isNational: modes.contains(.nationalCharsets))
            printNarrow(lastPrinted)
        }
    }

    /// Prints wide characters that join nothing, as many as follow each other and fit into the row: most of
    /// Chinese, Japanese and Korean text, and most emoji.
    ///
    /// Everything else is left to ``print(_:)``.
    ///
    /// - Returns: Where it stopped.
    mutating func printWide(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        guard screen.cursor.charsets.isPlain, !modes.contains(.insert),
            !screen.cursor.isWrapPending
        else { return unsafe start }
        let template = penTemplate()
        let limit = screen.rightLimit
        let run = unsafe screen.grid.write(
            wide: start, end, row: screen.cursor.row, columns: screen.cursor.column..<limit,
            template: template, table: tables.characters)
        guard run.count > 0 else { return unsafe start }
        lastPrinted = run.last
        screen.cursor.isWrapPending = run.end >= limit
        screen.cursor.column = run.end >= limit ? limit &- 1 : run.end
        return unsafe start + run.count
    }

    /// Characters beyond ASCII, as many as follow each other.
    mutating func printCharacters(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var next = unsafe start
        while unsafe next < end, unsafe next.pointee >= 0x80 {
            if unsafe next.pointee >= 0xE2 {
                let stop = unsafe printWide(next, end)
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
    mutating func completeCharacter(
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
