/// Writes keys, pastes, focus and mouse as a program in a terminal with given modes expects them.
///
/// Without modes the bytes are exactly those of xterm (with `metaSendsEscape`). If the program asked for both
/// the kitty protocol and modifyOtherKeys, the kitty protocol wins.
public struct KeyEncoder {
    private init() {}

    /// The bytes of one key; none if the program cannot be told of it.
    public static func encode(_ key: Key, modes: InputModes) -> [UInt8] {
        var bytes: [UInt8]
        if modes.kittyFlags & kittyMask != 0 {
            bytes = kitty(key, modes)
        } else if key.event == .release {
            bytes = []
        } else {
            bytes = otherKey(key, modes) ?? legacy(key, modes)
        }
        if modes.newLineMode, bytes.last == 0x0D { bytes.append(0x0A) }
        return bytes
    }

    /// The bytes of gaining or losing the focus; none if the program did not ask (`?1004`).
    public static func encodeFocus(_ gained: Bool, modes: InputModes) -> [UInt8] {
        guard modes.focusEvents else { return [] }
        return gained ? [0x1B, 0x5B, 0x49] : [0x1B, 0x5B, 0x4F]
    }

    /// The bytes of a paste: enclosed if the program asked (`?2004`), line ends as CR.
    ///
    /// Whatever ends an enclosed paste (`ESC [ 201 ~`, also with the C1 form of CSI) is taken out, also
    /// where taking it out would make a new one, so that no content is ever read as keys.
    /// - Complexity: linear in the bytes.
    public static func encodePaste(_ bytes: [UInt8], modes: InputModes) -> [UInt8] {
        let start = Array("\u{1B}[200~".utf8)
        let end = Array("\u{1B}[201~".utf8)
        let endC1 = Array("\u{9B}201~".utf8)
        var content: [UInt8] = modes.bracketedPaste ? start : []
        let contentStart = content.count
        content.reserveCapacity(bytes.count + start.count + end.count)
        var previous: UInt8 = 0
        for byte in bytes {
            defer { previous = byte }
            if byte == 0x0A {
                if previous != 0x0D { content.append(0x0D) }
                continue
            }
            content.append(byte)
            guard byte == 0x7E else { continue }
            for mark in [end, endC1]
            where content.count - contentStart >= mark.count && content.suffix(mark.count).elementsEqual(mark)
            {
                content.removeLast(mark.count)
                break
            }
        }
        return modes.bracketedPaste ? content + end : content
    }

    /// `CSI`, the parameters as text, and the final byte.
    static func csi(_ parameters: String, _ final: UInt8) -> [UInt8] {
        [0x1B, 0x5B] + Array(parameters.utf8) + [final]
    }
}
