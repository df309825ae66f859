/// The meaning of CSI sequences.
extension InputDecoder {
    /// The event of a sequence; nil if it has none here.
    static func event(of sequence: InputSequence) -> InputEvent? {
        if let key = key(of: sequence) { return .key(key) }
        if let mouse = mouse(of: sequence) { return .mouse(mouse) }
        if let reply = reply(of: sequence) { return .reply(reply) }
        guard sequence.marker == nil, sequence.intermediates.isEmpty, sequence.parameters.isEmpty else {
            return nil
        }
        switch sequence.final {
        case 0x49: return .focus(true)  // I
        case 0x4F: return .focus(false)  // O
        default: return nil
        }
    }

    private static func key(of sequence: InputSequence) -> Key? {
        guard sequence.marker == nil, sequence.parameters.count <= 3 else { return nil }
        guard sequence.intermediates.isEmpty else { return nil }
        switch sequence.final {
        case 0x75: return unicodeKey(of: sequence)  // u
        case 0x7E:  // ~
            if sequence.numbers?.first == 27, sequence.parameters.count == 3 { return otherKey(of: sequence) }
            guard let number = sequence[0] else { return nil }
            return KeyTable.code(number: number).flatMap { key($0, of: sequence) }
        case 0x5E: return rxvtKey(of: sequence, .control)  // ^
        case 0x24: return rxvtKey(of: sequence, .shift)  // $
        case 0x40: return rxvtKey(of: sequence, [.control, .shift])  // @
        case 0x61...0x64:  // a to d
            guard sequence.parameters.isEmpty else { return nil }
            return rxvtCursor(sequence.final - 0x20).map { Key(code: $0, modifiers: .shift) }
        case 0x5A:  // Z
            guard sequence[0] ?? 1 == 1, var tab = key(.tab, of: sequence) else { return nil }
            tab.modifiers.insert(.shift)
            return tab
        default:
            guard let code = KeyTable.code(letter: sequence.final), sequence[0] ?? 1 == 1 else { return nil }
            if sequence.isCursorReport { return nil }
            return key(code, of: sequence)
        }
    }

    /// `code` with the modifiers and event of the second parameter; nil if they name nothing.
    private static func key(_ code: Key.Code, of sequence: InputSequence) -> Key? {
        guard sequence.parameters.first?.count ?? 1 == 1 else { return nil }
        return modified(Key(code: code), of: sequence)
    }

    private static func modified(_ key: Key, of sequence: InputSequence) -> Key? {
        let modifiers = sequence[1] ?? 1
        guard (1...256).contains(modifiers), (1...3).contains(sequence[1, 1] ?? 1) else { return nil }
        guard let event = Key.Event(rawValue: UInt8(sequence[1, 1] ?? 1)) else { return nil }
        var key = key
        key.modifiers = Modifiers(rawValue: UInt8(modifiers - 1))
        key.event = event
        return key
    }

    private static func rxvtKey(of sequence: InputSequence, _ modifiers: Modifiers) -> Key? {
        guard let numbers = sequence.numbers, numbers.count == 1 else { return nil }
        return KeyTable.code(number: numbers[0]).map { Key(code: $0, modifiers: modifiers) }
    }

    /// XTMODKEYS 4, `CSI 27 ; modifiers ; character ~`.
    private static func otherKey(of sequence: InputSequence) -> Key? {
        guard let number = sequence[2], let code = KeyTable.code(unicode: UInt32(number)) else { return nil }
        guard code != .unidentified else { return nil }
        guard var key = modified(Key(code: code), of: sequence)?.unshifted else { return nil }
        // Xterm names the character with Shift; which one the key has without is not told.
        if key.modifiers.contains(.shift), case .character(let scalar) = key.code, scalar != " " {
            key.shiftedScalar = key.shiftedScalar ?? scalar
        }
        return key
    }

    /// Kitty, `CSI key : shifted : base ; modifiers : event ; text u`.
    private static func unicodeKey(of sequence: InputSequence) -> Key? {
        guard let number = sequence[0], let code = KeyTable.code(unicode: UInt32(number)) else { return nil }
        guard var key = modified(Key(code: code), of: sequence) else { return nil }
        key.shiftedScalar = scalar(sequence[0, 1])
        key.baseScalar = scalar(sequence[0, 2])
        if sequence.parameters.count == 3 {
            var text = ""
            for value in sequence.parameters[2].prefix(textLimit) {
                guard let scalar = scalar(value) else { return nil }
                text.unicodeScalars.append(scalar)
            }
            key.text = text
        }
        guard code != .unidentified || key.text != nil else { return nil }
        return key.unshifted
    }

    /// Scalars of text with one key; an input method commits words, not pages.
    private static let textLimit = 64

    /// A character, but none of the controls.
    private static func scalar(_ value: Int?) -> Unicode.Scalar? {
        guard let value, value >= 0x20, !(0x7F..<0xA0).contains(value) else { return nil }
        return Unicode.Scalar(UInt32(value))
    }

    private static func mouse(of sequence: InputSequence) -> MouseEvent? {
        guard let numbers = sequence.numbers, numbers.count == 3 else { return nil }
        guard sequence.intermediates.isEmpty else { return nil }
        let (row, column) = (max(0, numbers[2] - 1), max(0, numbers[1] - 1))
        switch (sequence.marker, sequence.final) {
        case (0x3C, 0x4D), (0x3C, 0x6D):  // < M, < m
            return MouseEvent(
                buttonCode: numbers[0], isRelease: sequence.final == 0x6D, row: row, column: column)
        case (nil, 0x4D):  // M
            return MouseEvent(buttonCode: numbers[0] - 32, isRelease: nil, row: row, column: column)
        default: return nil
        }
    }
}

extension InputSequence {
    /// `CSI row ; column R`, where it cannot be F3 with modifiers.
    var isCursorReport: Bool {
        guard final == 0x52, marker == nil, let numbers, numbers.count == 2 else { return false }
        return numbers[0] != 1 || !(2...16).contains(numbers[1])
    }
}
