/// Raw output that is nothing but lines: what stands in a line of it is what ``OutputText`` makes of it.
enum PlainText {
    /// Bytes that are looked at together, without a branch, which the compiler turns into vectors.
    private static let width = 64

    /// False when something in the bytes hides text, overwrites it, or ends a line in another way than LF and CR LF.
    static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        var start = 0
        while start + width < bytes.count {
            let heads = bytes.extracting(start..<start + width)
            let nexts = bytes.extracting(start + 1..<start + 1 + width)
            var found: UInt8 = 0
            for index in heads.indices { found |= hides(heads[index], before: nexts[index]) }
            guard found == 0 else { return false }
            start += width
        }
        while start + 1 < bytes.count {
            guard hides(bytes[start], before: bytes[start + 1]) == 0 else { return false }
            start += 1
        }
        return start == bytes.count || hides(bytes[start], before: 0) == 0
    }

    /// Takes out the control sequences that leave the text as it is: SGR, and EL to the end of the line, which
    /// programs send along with it and which finds nothing there unless a cursor was moved.
    static func removeColors(from bytes: inout [UInt8]) {
        var text = bytes.mutableSpan
        var source = 0
        var target = 0
        while source < text.count {
            let byte = text[source]
            if byte == 0x1B, let end = colorEnd(in: text.span, at: source) {
                source = end
            } else {
                text[target] = byte
                source += 1
                target += 1
            }
        }
        bytes.removeLast(source - target)
    }

    /// Where the control sequence ends that begins here and leaves the text as it is; nil for none.
    @inline(never)
    private static func colorEnd(in bytes: Span<UInt8>, at start: Int) -> Int? {
        guard let final = ControlSequence.final(in: bytes, at: start) else { return nil }
        let isColor =
            bytes[final] == UInt8(ascii: "m") || bytes[final] == UInt8(ascii: "K") && final == start + 2
        return isColor ? final + 1 : nil
    }

    @inline(__always)
    private static func hides(_ byte: UInt8, before next: UInt8) -> UInt8 {
        // Controls but HT, LF and CR; they hide, or vanish and leave one word.
        let control: UInt8 =
            (byte < 0x20 ? 1 : 0) & (byte == 0x09 ? 0 : 1) & (byte == 0x0A ? 0 : 1) & (byte == 0x0D ? 0 : 1)
        let delete: UInt8 = byte == 0x7F ? 1 : 0
        // CR, unless CR or LF follows; a control of C1.
        let lone: UInt8 = (byte == 0x0D ? 1 : 0) & (next == 0x0A ? 0 : 1) & (next == 0x0D ? 0 : 1)
        let c1: UInt8 = (byte == 0xC2 ? 1 : 0) & (next < 0xA0 ? 1 : 0)
        return control | delete | lone | c1
    }
}
