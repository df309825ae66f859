/// Characters beyond ASCII, from UTF-8.
extension Terminal {
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
