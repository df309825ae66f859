/// The fast path of control sequences: one that has arrived whole is read in one loop, without the table.
extension Terminal {
    /// The parameters of a control sequence, from its first byte.
    ///
    /// The rare bytes are left to the table.
    @inline(__always)
    mutating func parseControl(
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
            // Up to three digits and what follows them, which is nearly always all there is, from one word
            // and without a branch for each: how many digits a number has is what no processor can predict.
            while unsafe end - next >= 8 {
                let wide = unsafe UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self))
                if wide & 0xFF_00FF_FF00 == 0x3B_003B_3800, count &+ 2 <= Parameters.limit {
                    // 38;5; and 48;2; and their like, with which most colours begin.
                    let first = UInt16(truncatingIfNeeded: wide & 0xFF) &- 0x30
                    let second = UInt16(truncatingIfNeeded: wide >> 24 & 0xFF) &- 0x30
                    if first < 10, second < 10 {
                        unsafe values[count] = first &* 10 &+ 8
                        unsafe values[count &+ 1] = second
                        count &+= 2
                        isOpen = true
                        unsafe next += 5
                        continue
                    }
                }
                let word = UInt32(truncatingIfNeeded: wide)
                // The high bit of each byte that is not 30...39; bytes never carry into each other.
                let low = word ^ 0x3030_3030
                let others = ((low & 0x7F7F_7F7F) &+ 0x7676_7676 | low) & 0x8080_8080
                if others == 0 { break }
                let bits = UInt32(truncatingIfNeeded: others.trailingZeroBitCount) & 24
                let byte = UInt8(truncatingIfNeeded: word &>> bits)
                guard byte == 0x3B || byte &- 0x40 < 0x3F else { break }
                // The digits at the top, zeros below them; then the sum of pairs, and of the pairs of pairs.
                let digits = ((low &<< 8) &<< (24 &- bits)) & 0x0F0F_0F0F
                let pairs = (digits &* 2561) &>> 8 & 0x00FF_00FF
                let number = (pairs &* 6_553_601) &>> 16
                unsafe next += Int(bits &>> 3) + 1
                if byte == 0x3B || bits != 0 || count > 0, count < Parameters.limit {
                    unsafe values[count] = UInt16(truncatingIfNeeded: number)
                    count &+= 1
                }
                guard byte != 0x3B else {
                    isOpen = true
                    continue
                }
                parser.parameters.set(count: count, colons: colons, value: 0, isOpen: false)
                dispatchControl(byte)
                return unsafe next
            }
            while unsafe next < end, unsafe next.pointee &- 0x30 < 10 {
                value = unsafe min(value &* 10 &+ UInt32(next.pointee &- 0x30), 65_535)
                isOpen = true
                unsafe next += 1
            }
            guard unsafe next < end else { break }
            let byte = unsafe next.pointee
            if byte &- 0x3A < 2 {
                if count < Parameters.limit {
                    unsafe values[count] = UInt16(truncatingIfNeeded: value)
                    count &+= 1
                    if byte == 0x3A, count < Parameters.limit {
                        colons |= 1 &<< UInt32(truncatingIfNeeded: count)
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
}
