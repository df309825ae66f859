/// What sessions, windows and workspaces may be called: something that a person sees, and that fits a row.
package enum NameRule {
    /// The most characters of a name.
    package static let longest = 64
    /// The most bytes: one character can be a letter with a thousand accents.
    package static let mostBytes = 256

    /// What is wrong with the name of a session or a workspace, as it follows on "cannot name it: "; nil: nothing.
    ///
    /// Such names are typed in shells: they have no blanks, and are told from numbers and options.
    package static func problem(with name: String) -> String? {
        if name.isEmpty { return "a name is not empty" }
        if name.count > longest || name.utf8.count > mostBytes {
            return "a name has at most \(longest) characters and \(mostBytes) bytes"
        }
        if name.contains(" ") { return "a name has no spaces" }
        if cleaned(name) != name { return "a name has no characters that cannot be seen" }
        if name.hasPrefix("-") { return "a name that begins with - is taken for an option" }
        if UInt64(name) != nil { return "a name that is a number is taken for the number of a session" }
        return nil
    }

    /// A text as a name that may have blanks in it, such as a window's: cut to the limits, without what cannot be
    /// seen; blanks of all kinds are one space each, and none at the ends.
    package static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars {
            guard let scalar = visible(scalar, isFirst: scalars.isEmpty) else { continue }
            bytes += String(scalar).utf8.count
            guard bytes <= mostBytes else { break }
            scalars.append(scalar)
        }
        return String(String(scalars).prefix(longest)).trimmingBlanks
    }

    /// A scalar as it is shown; nil when there is nothing to see.
    private static func visible(_ scalar: Unicode.Scalar, isFirst: Bool) -> Unicode.Scalar? {
        if scalar == " " || (0x09...0x0D).contains(scalar.value) { return " " }
        if variationSelectors.contains(scalar.value) { return isFirst ? nil : scalar }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate: return nil
        // U+00A0, U+2003, U+2028 and their like.
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return " "
        default: break
        }
        // Fillers of Hangul and others that fonts leave empty; the blank of Braille is none of them.
        return scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x2800 ? nil : scalar
    }

    /// They choose the picture of the character before them.
    private static let variationSelectors: ClosedRange<UInt32> = 0xFE00...0xFE0F
}
