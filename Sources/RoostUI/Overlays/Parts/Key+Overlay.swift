import RoostTerminal

extension Key {
    /// The canonical name of the chord, keypad keys as the keys they stand for: what overlays switch over.
    var word: String {
        guard case .keypad(let pad) = code else { return chord.name }
        if let code = Self.mainKeys[pad] { return Key(code: code, modifiers: modifiers).chord.name }
        return chord.name
    }

    /// The text that the key types; nil for commands.
    var typed: String? {
        guard modifiers.subtracting([.shift, .capsLock, .numLock]).isEmpty else { return nil }
        switch code {
        case .character:
            if let text, !text.isEmpty { return text }
            guard case .character(let scalar) = chord.code else { return nil }
            return String(Character(scalar))
        case .unidentified: return text.flatMap { $0.isEmpty ? nil : $0 }
        case .keypad(let pad):
            guard case .character(let scalar) = Self.mainKeys[pad] else { return nil }
            return String(Character(scalar))
        default: return nil
        }
    }

    private static let mainKeys: [KeypadKey: Code] = [
        .zero: .character("0"), .one: .character("1"), .two: .character("2"), .three: .character("3"),
        .four: .character("4"), .five: .character("5"), .six: .character("6"), .seven: .character("7"),
        .eight: .character("8"), .nine: .character("9"), .decimal: .character("."),
        .divide: .character("/"), .multiply: .character("*"), .subtract: .character("-"),
        .add: .character("+"), .equal: .character("="), .enter: .enter, .left: .left, .right: .right,
        .up: .up, .down: .down, .pageUp: .pageUp, .pageDown: .pageDown, .home: .home, .end: .end,
        .insert: .insert, .delete: .delete,
    ]
}
