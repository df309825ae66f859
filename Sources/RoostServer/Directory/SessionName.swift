import RoostWire

/// The rules for names of sessions and workspaces.
enum SessionName {
    /// The most characters of a name.
    static let longest = 64

    /// Refuses what cannot be typed, or told from a number or an option.
    ///
    /// - Throws: ``Failure`` with the rule.
    static func check(_ name: String) throws(Failure) {
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value)
                && $0.properties.generalCategory != .format
        }
        guard !name.isEmpty, name.count <= longest, isPlain, !name.hasPrefix("-"), UInt64(name) == nil else {
            throw Failure(
                "name a session \(String(name.prefix(longest)).debugDescription)",
                cause: "a name is 1 to 64 visible characters, no number, and begins with no -",
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
