import RoostTerminal

/// Finds out which keyboard protocol the outer terminal speaks, and asks it for as much as is needed.
///
/// At the start two questions go out: for the kitty flags, and for the primary attributes, which every terminal
/// answers. Nothing waits for the answers. An answer that was not asked for changes nothing.
struct KeyboardNegotiation {
    /// What is known.
    private enum State: Hashable {
        case asked
        /// It speaks the kitty protocol; these flags are on.
        case kitty(flags: UInt8)
        /// It does not; modifyOtherKeys was asked for.
        case legacy
    }

    private var state = State.asked

    /// Told what came; gives the bytes to write.
    mutating func receive(_ reply: TerminalReply) -> String {
        guard state == .asked else { return "" }
        switch reply {
        case .kittyFlags:
            state = .kitty(flags: 1)
            return TerminalSequences.pushKeyboard(1)
        case .primaryAttributes:
            state = .legacy
            return TerminalSequences.modifyOtherKeys
        default: return ""
        }
    }

    /// Told what the focused program wants; gives the bytes to write.
    ///
    /// `flags` are the kitty flags of the program; ambiguous keys are told apart in any case.
    mutating func want(_ flags: UInt8) -> String {
        guard case .kitty(let current) = state, current != flags | 1 else { return "" }
        state = .kitty(flags: flags | 1)
        return TerminalSequences.setKeyboard(flags | 1)
    }

    /// Gives the terminal its own keyboard back and forgets everything.
    mutating func leave() -> String {
        defer { state = .asked }
        return restoring
    }

    /// The bytes that give the terminal its own keyboard back.
    var restoring: String {
        switch state {
        case .asked: ""
        case .kitty: TerminalSequences.popKeyboard
        case .legacy: TerminalSequences.resetModifyOtherKeys
        }
    }
}
