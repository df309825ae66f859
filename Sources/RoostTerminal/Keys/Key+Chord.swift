extension Key {
    /// The key as bindings compare it: what different protocols report for one chord is equal here.
    ///
    /// Event, text, locks and the form on the wire are gone. Shift is part of the character unless Control
    /// or a modifier beyond Alt is held, where legacy terminals cannot tell Shift from none and the letter
    /// stands in lower case with Shift. Compare it with the `chord` of a key made from a name.
    public var chord: Key {
        var chord = Key(code: code, modifiers: modifiers.held)
        guard case .character(let scalar) = code else { return chord }
        if chord.modifiers.subtracting([.shift, .alt]).isEmpty {
            guard let typed = scalarWithShift else { return chord }
            chord.code = .character(typed)
            if typed != scalar || typed.isUppercaseLetter { chord.modifiers.remove(.shift) }
        } else if let lowercase = scalar.lowercaseLetter {
            chord.code = .character(lowercase)
        } else if modifiers.contains(.shift), scalar.uppercaseLetter == nil, let shiftedScalar {
            chord.code = .character(shiftedScalar)
            chord.modifiers.remove(.shift)
        }
        return chord
    }

    /// The character that the key gives with its Shift; nil if it is not a character.
    var scalarWithShift: Unicode.Scalar? {
        guard case .character(let scalar) = code else { return nil }
        let hasShift = modifiers.contains(.shift)
        if hasShift, let shiftedScalar { return shiftedScalar }
        return hasShift ? scalar.uppercaseLetter ?? scalar : scalar
    }

    /// The same key with a letter in lower case, as the kitty protocol names keys, if Shift is held.
    var unshifted: Key {
        guard modifiers.contains(.shift), case .character(let scalar) = code,
            let lowercase = scalar.lowercaseLetter
        else { return self }
        var key = self
        key.code = .character(lowercase)
        key.shiftedScalar = shiftedScalar ?? scalar
        return key
    }
}

extension Unicode.Scalar {
    /// The lower case of a letter that has one, different and of one scalar.
    var lowercaseLetter: Unicode.Scalar? { Self.other(than: self, in: properties.lowercaseMapping) }

    /// The upper case of a letter that has one, different and of one scalar.
    var uppercaseLetter: Unicode.Scalar? { Self.other(than: self, in: properties.uppercaseMapping) }

    /// True for a letter that Shift has already made.
    var isUppercaseLetter: Bool { lowercaseLetter != nil }

    private static func other(than scalar: Unicode.Scalar, in mapping: String) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        guard scalars.count == 1, let first = scalars.first, first != scalar else { return nil }
        return first
    }
}
