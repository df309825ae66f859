/// The notation of keys in configuration and commands, tmux's with additions.
///
/// Modifiers stand first: `C-` Control, `M-` Alt, `S-` Shift, `Super-`, `Hyper-`, `Meta-`; `^x` is `C-x`.
/// Then the character itself or a name: `C-b`, `M-x`, `C-M-Left`, `S-F5`, `Space`, `%`, `C--`, `KP5`.
/// A character that cannot be seen is `U+` and its number in hexadecimal. Names do not mind case.
extension Key {
    /// Reads the notation; nil if `name` is not a key.
    ///
    /// `BTab` is Tab with Shift. With Control the letter's case means nothing, as in tmux.
    public init?(name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        if rest.unicodeScalars.first == "^", rest.unicodeScalars.count > 1 {
            rest = Substring(rest.unicodeScalars.dropFirst())
            modifiers.insert(.control)
        }
        while let entry = Self.prefixes.first(where: { rest.hasPrefix($0.prefix, ignoringCase: true) }) {
            rest = Substring(rest.unicodeScalars.dropFirst(entry.prefix.unicodeScalars.count))
            modifiers.insert(entry.modifier)
        }
        if rest.matches("BTab") || rest.matches("BackTab") {
            self.init(code: .tab, modifiers: modifiers.union(.shift))
        } else if let code = Self.code(named: rest) {
            self.init(code: code, modifiers: modifiers)
            if modifiers.contains(.control), case .character(let scalar) = code {
                self.code = .character(scalar.lowercaseLetter ?? scalar)
            }
        } else {
            return nil
        }
    }

    /// The canonical notation, from which `init(name:)` makes the same key again.
    ///
    /// Event, text, alternates and locks have none.
    public var name: String {
        var modifiers = modifiers.held
        var base = Self.name(of: code)
        if code == .tab, modifiers.contains(.shift) {
            modifiers.remove(.shift)
            base = "BTab"
        }
        if modifiers.contains(.control), case .character(let scalar) = code,
            let lowercase = scalar.lowercaseLetter
        {
            base = Self.name(of: .character(lowercase))
        }
        return Self.prefixes.reduce("") { modifiers.contains($1.modifier) ? $0 + $1.prefix : $0 } + base
    }

    private static let prefixes: [(prefix: String, modifier: Modifiers)] = [
        ("C-", .control), ("M-", .alt), ("S-", .shift), ("Super-", .super), ("Hyper-", .hyper),
        ("Meta-", .meta),
    ]

    private static func code(named name: Substring) -> Code? {
        let scalars = name.unicodeScalars
        if scalars.count == 1, let scalar = scalars.first {
            return isVisible(scalar) ? .character(scalar) : nil
        }
        if let entry = names.first(where: { name.matches($0.name) }) { return entry.code }
        if name.hasPrefix("F", ignoringCase: true), let number = number(name.dropFirst(), radix: 10) {
            return (1...35).contains(number) ? .function(Int(number)) : nil
        }
        if name.hasPrefix("U+", ignoringCase: true), let number = number(name.dropFirst(2), radix: 16) {
            return Unicode.Scalar(number).map { .character($0) }
        }
        return nil
    }

    private static func name(of code: Code) -> String {
        switch code {
        case .character(" "): "Space"
        case .character(let scalar) where isVisible(scalar): String(Character(scalar))
        case .character(let scalar): "U+" + String(scalar.value, radix: 16, uppercase: true)
        case .function(let number): "F\(number)"
        default: names.first { $0.code == code }?.name ?? "Unidentified"
        }
    }

    /// Digits alone: `UInt32(_:radix:)` would take a sign as well.
    private static func number(_ digits: Substring, radix: Int) -> UInt32? {
        guard let first = digits.first, first != "+", first != "-", digits.utf8.count <= 8 else { return nil }
        return UInt32(digits, radix: radix)
    }

    /// True for a character that stands for itself in a line of a configuration.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator, .nonspacingMark, .spacingMark, .enclosingMark:
            false
        default: true
        }
    }
}

extension StringProtocol {
    /// Equal but for the case of ASCII letters.
    fileprivate func matches(_ name: String) -> Bool {
        utf8.count == name.utf8.count && hasPrefix(name, ignoringCase: true)
    }

    /// Starts with `prefix` but for the case of ASCII letters.
    fileprivate func hasPrefix(_ prefix: String, ignoringCase: Bool) -> Bool {
        guard utf8.count >= prefix.utf8.count else { return false }
        return zip(utf8, prefix.utf8).allSatisfy {
            $0 == $1 || ($0 ^ $1 == 0x20 && $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
        }
    }
}
