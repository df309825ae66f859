/// Keys in the kitty keyboard protocol.
///
/// Source: <https://sw.kovidgoyal.net/kitty/keyboard-protocol/>; the headings of its chapter "Progressive
/// enhancement" are the flags.
extension KeyEncoder {
    /// The five flags of the protocol.
    struct KittyFlags: OptionSet {
        let rawValue: UInt8
        static let disambiguate = KittyFlags(rawValue: 1)
        static let eventTypes = KittyFlags(rawValue: 2)
        static let alternateKeys = KittyFlags(rawValue: 4)
        static let allKeys = KittyFlags(rawValue: 8)
        static let associatedText = KittyFlags(rawValue: 16)
    }

    /// All bits that have a meaning.
    static let kittyMask: UInt8 = 31

    /// The bytes of a key while at least one flag is set.
    static func kitty(_ key: Key, _ modes: InputModes) -> [UInt8] {
        let flags = KittyFlags(rawValue: modes.kittyFlags & kittyMask)
        guard key.event != .release || flags.contains(.eventTypes) else { return [] }
        var key = key
        key.hasEscapePrefix = false
        if case .character(let scalar) = key.code, !scalar.canNameKey {
            // The protocol has key number 0 for text without a key, and only together with the text.
            guard flags.isSuperset(of: [.allKeys, .associatedText]), scalar.value >= 0xA0 else {
                return key.event == .release ? [] : legacy(key, modes)
            }
            key.text = key.typedText
            key.code = .unidentified
        }
        if flags.contains(.allKeys) { return form(key, flags) }
        if key.code.isModifierOrLock { return [] }
        if key.keepsLegacyBytes(with: flags) {
            // Text and the keys with which one types "reset" stay what they are, and tell no release.
            if key.event == .release { return [] }
            if case .keypad = key.code, let text = key.typedText { return Array(text.utf8) }
            return legacy(key, modes)
        }
        if key.event == .release, [.enter, .tab, .backspace].contains(key.code) { return [] }
        if case .character = key.code { key.modifiers.subtract(.locks) }
        let tellsEvent = flags.contains(.eventTypes) && key.event != .press
        if flags.contains(.disambiguate) || tellsEvent { return form(key, flags) }
        // Cursor keys have SS3 in their mode only while no event can stand in their sequence.
        let hasSequence = KeyTable.letter(of: key.code) != nil && flags.contains(.eventTypes)
        return hasSequence ? form(key, flags) : legacy(key, modes)
    }

    /// The escape code: `CSI number : shifted : base ; modifiers : event ; text u`, or with a letter or `~`.
    private static func form(_ key: Key, _ flags: KittyFlags) -> [UInt8] {
        let key = key.asNamedByKitty
        guard let (number, final) = kittyNumber(of: key.code, flags) else { return [] }
        var first = "\(number)"
        if flags.contains(.alternateKeys), case .character(let scalar) = key.code {
            let shifted = key.modifiers.contains(.shift) ? key.shiftedScalar ?? scalar.uppercaseLetter : nil
            let base = key.baseScalar == scalar ? nil : key.baseScalar
            if shifted != nil || base != nil { first += ":" + (shifted.map { "\($0.value)" } ?? "") }
            if let base { first += ":\(base.value)" }
        }
        var second = key.modifiers.isEmpty ? "" : "\(Int(key.modifiers.rawValue) + 1)"
        if flags.contains(.eventTypes), key.event != .press {
            second = (second.isEmpty ? "1" : second) + ":\(key.event.rawValue)"
        }
        var third = ""
        if flags.isSuperset(of: [.allKeys, .associatedText]), key.event != .release, key.modifiers.allowText {
            let text = (key.typedText ?? "").unicodeScalars.filter {
                $0.properties.generalCategory != .control
            }
            third = text.map { "\($0.value)" }.joined(separator: ":")
        }
        if !third.isEmpty { return csi("\(first);\(second);\(third)", final) }
        if !second.isEmpty { return csi("\(first);\(second)", final) }
        return csi(number == 1 && final != 0x7E && final != 0x75 ? "" : first, final)
    }

    /// The number and final byte of a key.
    ///
    /// F3 is `13 ~`: with `R` it would be a cursor position report. Without flag 1 the keypad is not told
    /// from the keys it stands for.
    private static func kittyNumber(of code: Key.Code, _ flags: KittyFlags) -> (UInt32, UInt8)? {
        var code = code
        if flags.isDisjoint(with: [.disambiguate, .allKeys]), case .keypad(let pad) = code {
            if pad == .enter {
                code = .enter
            } else {
                code =
                    KeyTable.navigation(of: pad) ?? KeyTable.character(of: pad).map { .character($0) } ?? code
            }
        }
        if code == .function(3) { return (13, 0x7E) }
        if let letter = KeyTable.letter(of: code) { return (1, letter) }
        if let number = KeyTable.unicode(of: code) { return (number, 0x75) }
        return KeyTable.number(of: code).map { (UInt32($0), 0x7E) }
    }
}

extension Key {
    /// The key with its letter in lower case and Shift, which a legacy terminal told as the upper case.
    fileprivate var asNamedByKitty: Key {
        var key = self
        if case .character(let scalar) = code, scalar.isUppercaseLetter, modifiers.held.isEmpty,
            !modifiers.contains(.capsLock)
        {
            key.modifiers.insert(.shift)
        }
        key = key.unshifted
        if case .character(let scalar) = key.code, !modifiers.allowText,
            let lowercase = scalar.lowercaseLetter
        {
            key.code = .character(lowercase)
        }
        return key
    }

    /// True if the key sends the same bytes as ever, though not all keys are told as escape codes.
    fileprivate func keepsLegacyBytes(with flags: KeyEncoder.KittyFlags) -> Bool {
        switch code {
        case .enter, .tab, .backspace: modifiers.held.isEmpty
        default: modifiers.allowText && typedText != nil
        }
    }
}

extension Unicode.Scalar {
    /// False for controls and for the private area from which the protocol numbers function keys.
    fileprivate var canNameKey: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 57344...63743: false
        default: true
        }
    }
}

extension Key.Code {
    /// True for keys that are told only if all keys are.
    fileprivate var isModifierOrLock: Bool {
        switch self {
        case .modifier, .capsLock, .numLock, .scrollLock: true
        default: false
        }
    }
}
