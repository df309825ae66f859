/// OSC 52: writing to the clipboard only.
extension Terminal {
    /// Bytes of the largest content.
    private static let clipboardLimit = 1 << 20

    /// Selections, a semicolon, and the content in base64; a program that asks for it gets no answer.
    mutating func setClipboard(_ bytes: ArraySlice<UInt8>) {
        guard let end = bytes.firstIndex(of: 0x3B) else { return }
        let selection = bytes[..<end].prefix(16).filter { "cpqs01234567".utf8.contains($0) }
        let payload = bytes[(end + 1)...]
        guard payload != [0x3F] else { return }
        let content = Base64.decode(payload) ?? []
        guard content.count <= Self.clipboardLimit else { return }
        let name = selection.isEmpty ? "c" : String(decoding: selection, as: UTF8.self)
        events.post(.clipboard(selection: name, bytes: content))
    }
}
