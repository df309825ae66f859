/// Tells text from escape sequences (ECMA-48) in a stream of bytes.
///
/// It decides about whole sequences alone: what a terminal does with one is nothing to it.
struct EscapeScanner: Hashable, Sendable {
    private enum State: Hashable {
        case ground
        case escape
        /// After ESC and an intermediate byte.
        case intermediate
        case control
        /// OSC, DCS, SOS, PM or APC, up to ST; OSC ends at BEL as well.
        case string
        case stringEscape
    }

    private var state = State.ground

    /// No sequence is open.
    var isInText: Bool { state == .ground }

    /// Takes a byte.
    ///
    /// - Returns: True for a byte of text, controls such as line feed included.
    mutating func take(_ byte: UInt8) -> Bool {
        switch state {
        case .ground:
            guard byte == 0x1B else { return true }
            state = .escape
        case .escape:
            switch byte {
            case UInt8(ascii: "["): state = .control
            case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
                UInt8(ascii: "_"):
                state = .string
            case 0x20...0x2F: state = .intermediate
            case 0x1B: break
            default: state = .ground
            }
        case .intermediate:
            if !(0x20...0x2F).contains(byte) { state = byte == 0x1B ? .escape : .ground }
        case .control:
            if (0x40...0x7E).contains(byte) || byte == 0x18 || byte == 0x1A { state = .ground }
            if byte == 0x1B { state = .escape }
        case .string:
            if byte == 0x1B { state = .stringEscape }
            if byte == 0x07 || byte == 0x18 || byte == 0x1A { state = .ground }
        case .stringEscape:
            // Anything but ST after ESC begins a sequence of its own.
            state = byte == UInt8(ascii: "\\") ? .ground : .escape
            if state == .escape { return take(byte) }
        }
        return false
    }

    /// A text without escape sequences, and without controls but tabs and line ends.
    static func plain(_ text: String) -> String {
        var scanner = EscapeScanner()
        let bytes = text.utf8.filter { byte in
            scanner.take(byte)
                && (byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
