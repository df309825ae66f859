/// Keys as xterm writes them by itself.
///
/// Source: ctlseqs "Special Keyboard Keys", <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>,
/// and `XLookupString(3)` for Control.
extension KeyEncoder {
    private static let tilde: UInt8 = 0x7E
    private static let escape: UInt8 = 0x1B

    /// The bytes of a key; none for keys that only the kitty protocol has.
    static func legacy(_ key: Key, _ modes: InputModes) -> [UInt8] {
        let isAlt = !key.modifiers.isDisjoint(with: [.alt, .meta])
        if key.hasEscapePrefix, isAlt {
            var inner = key
            inner.hasEscapePrefix = false
            inner.modifiers.remove(.alt)
            return [escape] + legacy(inner, modes)
        }
        switch key.code {
        case .character, .unidentified: return legacyText(key, isAlt: isAlt)
        case .enter, .tab, .backspace, .escape: return legacyControl(key, modes, isAlt: isAlt)
        case .keypad(let pad): return legacyKeypad(pad, key, modes)
        default: return legacyFunction(key, modes)
        }
    }

    /// Cursor, editing and function keys; SS3 for the cursor keys in their mode and always for F1 to F4.
    static func legacyFunction(_ key: Key, _ modes: InputModes) -> [UInt8] {
        let modifiers = key.modifiers.held.rawValue
        if let letter = KeyTable.letter(of: key.code) {
            if modifiers != 0 { return csi("1;\(modifiers + 1)", letter) }
            let isFunction = if case .function = key.code { true } else { false }
            return isFunction || modes.applicationCursorKeys ? [escape, 0x4F, letter] : csi("", letter)
        }
        guard let number = KeyTable.number(of: key.code) else { return [] }
        return csi(modifiers == 0 ? "\(number)" : "\(number);\(modifiers + 1)", tilde)
    }

    private static func legacyText(_ key: Key, isAlt: Bool) -> [UInt8] {
        guard key.modifiers.isDisjoint(with: [.super, .hyper]) else { return [] }
        var bytes: [UInt8] = isAlt ? [escape] : []
        if key.modifiers.contains(.control), let scalar = key.scalarForControl {
            if let control = controlByte(of: scalar) {
                bytes.append(control)
            } else {
                bytes += Array(String(Character(scalar)).utf8)
            }
        } else if let text = key.typedText {
            bytes += Array(text.utf8)
        } else {
            return []
        }
        return bytes
    }

    private static func legacyControl(_ key: Key, _ modes: InputModes, isAlt: Bool) -> [UInt8] {
        let isControl = key.modifiers.contains(.control)
        var bytes: [UInt8] = isAlt ? [escape] : []
        switch key.code {
        case .enter: bytes.append(0x0D)
        case .escape: bytes.append(escape)
        case .backspace: bytes.append(isControl != modes.backarrowSendsBackspace ? 0x08 : 0x7F)
        default: bytes += key.modifiers.contains(.shift) ? csi("", 0x5A) : [0x09]
        }
        return bytes
    }

    private static func legacyKeypad(_ pad: KeypadKey, _ key: Key, _ modes: InputModes) -> [UInt8] {
        if let entry = KeyTable.keypad.first(where: { $0.key == pad }) {
            let isNumeric = key.modifiers.contains(.numLock) && pad != .enter
            guard modes.applicationKeypad, !isNumeric else { return [UInt8(ascii: entry.character)] }
            let modifiers = key.modifiers.held.rawValue
            let parameter = modifiers == 0 ? [] : Array("\(modifiers + 1)".utf8)
            return [escape, 0x4F] + parameter + [entry.final]
        }
        var key = key
        key.code = KeyTable.navigation(of: pad) ?? key.code
        return legacyFunction(key, modes)
    }

    /// What Control makes of a character, as X11 has it; nil where it changes nothing.
    static func controlByte(of scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x20, 0x40...0x7E: UInt8(scalar.value & 0x1F)
        case 0x32: 0x00  // 2
        case 0x33...0x37: UInt8(scalar.value - 0x33 + 0x1B)  // 3 to 7
        case 0x38, 0x3F: 0x7F  // 8 ?
        case 0x2F: 0x1F  // /
        default: nil
        }
    }
}

extension Key {
    /// The text that the key types if no modifier but Shift counts; nil for a key without text.
    var typedText: String? {
        if let text, !text.isEmpty { return text }
        switch code {
        case .character: return typedScalar.map { String(Character($0)) }
        case .keypad(let pad) where pad != .enter:
            return KeyTable.character(of: pad).map { String(Character($0)) }
        default: return nil
        }
    }

    /// The character with Shift and Caps Lock, which undo each other on letters.
    private var typedScalar: Unicode.Scalar? {
        guard modifiers.contains(.capsLock), case .character(let scalar) = code,
            let uppercase = scalar.uppercaseLetter
        else { return scalarWithShift }
        return modifiers.contains(.shift) ? scalar : uppercase
    }

    /// The character that Control works on: in a layout without Latin letters, the PC-101 one.
    var scalarForControl: Unicode.Scalar? {
        guard let scalar = scalarWithShift else { return nil }
        if !scalar.isASCII, let baseScalar, baseScalar.isASCII { return baseScalar }
        return scalar
    }
}
