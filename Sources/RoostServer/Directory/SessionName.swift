import RoostModel
import RoostTerminal
import RoostWire

/// The rules for names of sessions and workspaces.
enum SessionName {
    /// Refuses what cannot be seen or typed, or told from a number or an option.
    ///
    /// - Throws: ``Failure`` with the rule that is broken.
    static func check(_ name: String, of what: String = "session") throws(Failure) {
        let isShown = (1...NameRule.longest).contains(CharacterWidth.of(name))
        guard
            let cause = NameRule.problem(with: name)
                ?? (isShown ? nil : "a name takes 1 to \(NameRule.longest) columns")
        else { return }
        throw Failure(
            "name a \(what) \(String(name.prefix(NameRule.longest)).debugDescription)", cause: cause,
            advice: "choose another")
    }
}
