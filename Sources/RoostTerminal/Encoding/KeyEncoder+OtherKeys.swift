/// Modified keys under modifyOtherKeys, `CSI 27 ; modifiers ; character ~`.
///
/// Level 1 leaves all keys as they are that have a well-known form, level 2 hardly any.
/// Source: <https://invisible-island.net/xterm/modified-keys.html>; what is not said there was taken from the
/// behaviour of xterm 379. One thing differs: where xterm drops Alt from Control and Alt at level 1, it is
/// kept.
extension KeyEncoder {
    /// The bytes of a key, nil if it keeps its legacy form.
    static func otherKey(_ key: Key, _ modes: InputModes) -> [UInt8]? {
        guard modes.modifyOtherKeys != 0, key.modifiers.isDisjoint(with: [.super, .hyper]) else { return nil }
        var modifiers = key.modifiers.intersection([.shift, .alt, .control])
        if key.modifiers.contains(.meta) { modifiers.insert(.alt) }
        guard !modifiers.isEmpty else { return nil }
        let isFull = modes.modifyOtherKeys > 1
        switch key.code {
        case .enter: return enter(0x0D, modifiers, isFull: isFull)
        case .tab:
            guard modifiers.contains(.shift) else { return enter(0x09, modifiers, isFull: isFull) }
            return isFull && modifiers != .shift ? write(0x09, modifiers) : nil
        case .escape:
            let isAmbiguous = modifiers != .alt && modifiers.contains(.alt)
            return isFull || isAmbiguous ? write(0x1B, modifiers) : nil
        case .backspace:
            guard isFull else { return nil }
            let isControl = modifiers.contains(.control)
            let isDelete = isControl == modes.backarrowSendsBackspace
            return modifiers == .control ? nil : write(isDelete ? 0x7F : 0x08, modifiers)
        case .character(let scalar):
            let typed = key.scalarWithShift ?? scalar
            return isFull ? full(typed, modifiers) : partial(typed, modifiers)
        default: return nil
        }
    }

    private static func write(_ value: UInt32, _ modifiers: Modifiers) -> [UInt8] {
        csi("27;\(modifiers.rawValue + 1);\(value)", 0x7E)
    }

    /// Enter, and Tab without Shift.
    private static func enter(_ value: UInt32, _ modifiers: Modifiers, isFull: Bool) -> [UInt8]? {
        if isFull { return write(value, modifiers) }
        let rest = modifiers.contains(.alt) ? modifiers.subtracting([.alt, .control]) : modifiers
        return rest.isEmpty ? nil : write(value, rest)
    }

    /// True for the characters of which Control makes a control character by their code.
    private static func hasControlForm(_ scalar: Unicode.Scalar) -> Bool {
        (0x40...0x7F).contains(scalar.value)
    }

    /// True if X11 makes a control byte of the character; of `?` only xterm makes one, and too late to count.
    private static func makesControlByte(_ scalar: Unicode.Scalar, _ modifiers: Modifiers) -> Bool {
        modifiers.contains(.control) && scalar != "?" && controlByte(of: scalar) != nil
    }

    /// Level 2.
    private static func full(_ typed: Unicode.Scalar, _ modifiers: Modifiers) -> [UInt8]? {
        guard hasControlForm(typed) || modifiers != .shift || typed == " " else { return nil }
        return write(typed.value, modifiers)
    }

    /// Level 1.
    private static func partial(_ typed: Unicode.Scalar, _ modifiers: Modifiers) -> [UInt8]? {
        let rest = allowed(typed, modifiers)
        guard !rest.isEmpty else { return nil }
        if hasControlForm(typed) {
            return rest == .control || rest == .shift ? nil : write(typed.value, rest)
        }
        if makesControlByte(typed, modifiers), rest.subtracting([.control, .alt]).isEmpty || rest == .shift {
            return nil
        }
        return write(typed.value, rest)
    }

    /// The modifiers that still count at level 1 for a character that has a form of its own with others.
    private static func allowed(_ typed: Unicode.Scalar, _ modifiers: Modifiers) -> Modifiers {
        var rest = modifiers
        if hasControlForm(typed), rest.subtracting(.control).isEmpty {
            return rest
        } else if makesControlByte(typed, rest) {
            if rest.subtracting([.control, .shift]).isEmpty { return [] }
        } else if !rest.contains(.control) {
            rest.remove(.shift)
        }
        if rest == .alt { return [] }
        if rest.contains(.alt), rest.contains(.control), hasControlForm(typed) {
            rest.subtract([.alt, .control])
        }
        return rest
    }
}
