/// Control sequences in raw output: ESC `[`, parameters, and a final byte that says what they do.
///
/// - SeeAlso: ECMA-48, 5.4
enum ControlSequence {
    /// Where the final byte lies of the sequence that begins at a place.
    ///
    /// Nil when none begins there, it is not whole, or it has a control inside.
    @inline(__always)
    static func final(in bytes: Span<UInt8>, at start: Int) -> Int? {
        guard start + 2 < bytes.count, bytes[start] == 0x1B, bytes[start + 1] == UInt8(ascii: "[") else {
            return nil
        }
        var end = start + 2
        while end < bytes.count, bytes[end] &- 0x20 < 0x20 { end += 1 }
        return end < bytes.count && bytes[end] &- 0x40 < 0x3F ? end : nil
    }
}
