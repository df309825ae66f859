import RoostTerminal
import RoostWire

/// The rules for names of sessions and workspaces.
enum SessionName {
    /// Refuses what cannot be typed, or told from a number or an option.
    ///
    /// - Throws: ``Failure`` with the rule.
    static func check(_ name: String) throws(Failure) {
        let columns = CharacterWidth.of(name)
        let (mostColumns, mostBytes) = VisibleText.nameLimit
        guard columns >= 1, columns <= mostColumns, name.utf8.count <= mostBytes,
            name.unicodeScalars.allSatisfy(VisibleText.isVisible), !name.hasPrefix("-"), UInt64(name) == nil
        else {
            let shown = VisibleText.bounded(name, to: (mostColumns, mostBytes))
            throw Failure(
                "name a session \(shown.debugDescription)",
                cause:
                    "a name takes 1 to \(mostColumns) columns, has no blanks, is no number, and begins with no -",
                advice: "choose another")
        }
    }

    /// The beginning of a name for what runs a program: letters, digits and `._-`, the first one a letter.
    static func stem(of program: String) -> String {
        let clean = String(
            program.unicodeScalars.filter {
                $0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0)
            }
            .prefix(32).map(Character.init)
        ).drop { "-.0123456789".contains($0) }
        return clean.isEmpty ? "session" : String(clean)
    }
}
