/// Finding the first event in a run of bytes. Pure: the same bytes give the same step.
extension InputDecoder {
    /// What stands at the front of the bytes, and how many of them it takes.
    enum Step: Hashable {
        /// More bytes are needed to know.
        case incomplete
        case event(InputEvent, Int)
        case events([InputEvent], Int)
        /// `CSI 200 ~`.
        case pasteStart(Int)
        /// A sequence above the limit; the rest of it is dropped in the mode given.
        case tooLong(Mode, Int)
    }

    private static let escape: UInt8 = 0x1B

    /// The first step; `bytes` is not empty.
    static func next(in bytes: ArraySlice<UInt8>) -> Step {
        guard let first = bytes.first else { return .incomplete }
        if first == escape { return afterEscape(bytes) }
        if first < 0x80 { return .event(.key(key(ascii: first)), 1) }
        return character(bytes)
    }

    /// The key that a byte below 80 stands for when it was typed.
    public static func key(ascii byte: UInt8) -> Key {
        switch byte {
        case 0x00: Key(code: .character(" "), modifiers: .control)
        case 0x09: Key(code: .tab)
        case 0x0D: Key(code: .enter)
        case 0x1B: Key(code: .escape)
        case 0x01...0x1A: Key(code: .character(Unicode.Scalar(byte + 0x60)), modifiers: .control)
        case 0x1C...0x1F: Key(code: .character(Unicode.Scalar(byte + 0x40)), modifiers: .control)
        case 0x7F: Key(code: .backspace)
        default: Key(code: .character(Unicode.Scalar(byte)))
        }
    }

    private static func character(_ bytes: ArraySlice<UInt8>) -> Step {
        switch UTF8Scalar(bytes) {
        case .incomplete: .incomplete
        case .scalar(let scalar, let count): .event(.key(Key(code: .character(scalar))), count)
        case .invalid(let count): .event(.unknown(Array(bytes.prefix(count))), count)
        }
    }

    /// `bytes` starts with ESC.
    private static func afterEscape(_ bytes: ArraySlice<UInt8>) -> Step {
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return .incomplete }
        switch second {
        case escape: return afterTwoEscapes(bytes)
        case 0x5B: return control(bytes)  // [
        case 0x4F: return single(bytes)  // O
        case 0x50, 0x5D, 0x5F:  // P ] _
            guard let third = rest.dropFirst().first else { return .incomplete }
            return isReply(introducer: second, third) ? string(bytes) : .event(alt(key(ascii: second)), 2)
        case 0x80...:
            switch UTF8Scalar(rest) {
            case .incomplete: return .incomplete
            case .scalar(let scalar, let count):
                return .event(alt(Key(code: .character(scalar))), count + 1)
            case .invalid: return .event(.key(Key(code: .escape)), 1)
            }
        default: return .event(alt(key(ascii: second)), 2)
        }
    }

    /// `ESC ESC [ A` and the like are the key with Alt; before all else the first ESC is the Escape key.
    private static func afterTwoEscapes(_ bytes: ArraySlice<UInt8>) -> Step {
        let alone = Step.event(.key(Key(code: .escape)), 1)
        let inner = bytes.dropFirst()
        guard let third = inner.dropFirst().first else { return .incomplete }
        guard third == 0x5B || third == 0x4F else { return alone }
        switch next(in: inner) {
        case .incomplete: return .incomplete
        case .event(.key(var key), let count):
            if case .character = key.code { return alone }
            guard !key.modifiers.contains(.alt), inner[inner.startIndex + count - 1] != 0x75 else {
                return alone
            }
            key.modifiers.insert(.alt)
            key.hasEscapePrefix = true
            return .event(.key(key), count + 1)
        default: return alone
        }
    }

    private static func alt(_ key: Key) -> InputEvent {
        var key = key
        key.modifiers.insert(.alt)
        return .key(key)
    }

    /// `ESC O final`, with a modifier number before the final byte on some terminals.
    private static func single(_ bytes: ArraySlice<UInt8>) -> Step {
        let body = bytes.dropFirst(2)
        let digits = body.prefix(2).prefix { (0x30...0x39).contains($0) }
        guard let final = body.dropFirst(digits.count).first else { return .incomplete }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let count = 3 + digits.count
        if digits.isEmpty, let code = rxvtCursor(final &- 0x20) {
            return .event(.key(Key(code: code, modifiers: .control)), count)
        }
        guard let code = KeyTable.code(single: final), digits.isEmpty || (2...16).contains(number) else {
            return .event(alt(Key(code: .character("O"))), 2)
        }
        let modifiers = digits.isEmpty ? Modifiers() : Modifiers(rawValue: UInt8(number - 1))
        return .event(.key(Key(code: code, modifiers: modifiers)), count)
    }

    /// A, B, C and D, which rxvt writes in lower case with Shift (CSI) or Control (SS3).
    static func rxvtCursor(_ letter: UInt8) -> Key.Code? {
        (0x41...0x44).contains(letter) ? KeyTable.code(letter: letter) : nil
    }

    /// A CSI sequence.
    private static func control(_ bytes: ArraySlice<UInt8>) -> Step {
        let body = bytes.dropFirst(2).prefix(sequenceLimit)
        guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) || isRxvtEnd($0, body) }) else {
            return body.count < sequenceLimit ? .incomplete : .tooLong(.droppingControl, body.count + 2)
        }
        let count = end - bytes.startIndex + 1
        let unknown = Step.event(.unknown(Array(bytes.prefix(count))), count)
        guard (0x40...0x7E).contains(body[end]) || body[end] == 0x24 else {
            return .event(.unknown(Array(bytes.prefix(count - 1))), count - 1)
        }
        switch (body[end], body.count(upTo: end)) {
        case (0x4D, 0): return legacyMouse(bytes)  // CSI M
        case (0x5B, 0): return consoleFunction(bytes)  // CSI [
        default: break
        }
        guard let sequence = InputSequence(body: body[...end]) else { return unknown }
        if sequence.isPasteStart { return .pasteStart(count) }
        return event(of: sequence).map { .event($0, count) } ?? unknown
    }

    /// True where `$` ends a sequence of rxvt, `CSI number $`: elsewhere it comes before the final byte.
    private static func isRxvtEnd(_ byte: UInt8, _ body: ArraySlice<UInt8>) -> Bool {
        guard byte == 0x24 else { return false }
        let digits = body.prefix { $0 != 0x24 }
        guard (1...2).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return KeyTable.code(number: digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }) != nil
    }

    /// `CSI M` and three bytes.
    private static func legacyMouse(_ bytes: ArraySlice<UInt8>) -> Step {
        let report = Array(bytes.dropFirst(3).prefix(3))
        guard report.allSatisfy({ $0 >= 0x20 }) else { return .event(.unknown(Array(bytes.prefix(3))), 3) }
        guard report.count == 3 else { return .incomplete }
        let mouse = MouseEvent(
            buttonCode: Int(report[0]) - 32, isRelease: nil, row: max(0, Int(report[2]) - 33),
            column: max(0, Int(report[1]) - 33))
        return .event(mouse.map { .mouse($0) } ?? .unknown(Array(bytes.prefix(6))), 6)
    }

    /// `CSI [ A` to `CSI [ E`: F1 to F5 of the Linux console.
    private static func consoleFunction(_ bytes: ArraySlice<UInt8>) -> Step {
        guard let letter = bytes.dropFirst(3).first else { return .incomplete }
        guard (0x41...0x45).contains(letter) else { return .event(.unknown(Array(bytes.prefix(3))), 3) }
        return .event(.key(Key(code: .function(Int(letter) - 0x40))), 4)
    }
}

extension ArraySlice<UInt8> {
    /// Elements before `index`.
    fileprivate func count(upTo index: Int) -> Int { index - startIndex }
}

extension InputSequence {
    /// `CSI 200 ~`.
    fileprivate var isPasteStart: Bool {
        final == 0x7E && marker == nil && intermediates.isEmpty && numbers == [200]
    }
}
