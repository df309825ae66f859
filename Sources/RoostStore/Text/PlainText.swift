/// Raw output that is nothing but lines: what stands in a line of it is what ``OutputText`` makes of it.
enum PlainText {
    /// False when something in the bytes hides text, overwrites it, or ends a line in another way than LF and CR LF.
    static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        var found: UInt8 = 0
        for index in bytes.indices.dropLast() {
            let byte = bytes[index]
            // Controls but HT, LF and CR; they hide, or vanish and leave one word.
            found |= (byte < 0x20 ? 1 : 0) & (byte == 0x09 || byte == 0x0A || byte == 0x0D ? 0 : 1)
            found |= byte == 0x7F ? 1 : 0
            let next = bytes[index &+ 1]
            // CR, unless CR or LF follows; a control of C1.
            found |= (byte == 0x0D ? 1 : 0) & (next == 0x0A ? 0 : 1) & (next == 0x0D ? 0 : 1)
            found |= (byte == 0xC2 ? 1 : 0) & (next < 0xA0 ? 1 : 0)
        }
        return found == 0 && bytes.last.map { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F } ?? true
    }
}

extension Span<UInt8> {
    fileprivate var last: UInt8? { isEmpty ? nil : self[count - 1] }
}
