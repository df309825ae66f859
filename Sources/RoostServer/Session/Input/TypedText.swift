import RoostTerminal

/// Text for a program, in the bytes that say to it what they are: one bracketed paste where it knows pastes, keys
/// otherwise.
struct TypedText: Sendable {
    /// Empty for no text.
    let bytes: [UInt8]
    let isBracketed: Bool

    /// Text for a program with these modes.
    ///
    /// Nothing in a paste ends it or is a key: ESC and the end mark are taken out. What is typed as keys stays as it is.
    init(_ text: String, modes: InputModes) {
        let raw = Array(text.utf8)
        isBracketed = modes.bracketedPaste && !raw.isEmpty
        bytes = isBracketed ? KeyEncoder.encodePaste(raw.filter { $0 != 0x1B }, modes: modes) : raw
    }
}
