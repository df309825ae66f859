/// One thing that arrived from the outer terminal.
public enum InputEvent: Hashable, Sendable {
    /// A key.
    case key(Key)
    /// A mouse action.
    case mouse(MouseEvent)
    /// The content of one bracketed paste, all of it, as the terminal sent it.
    ///
    /// A paste above ``InputDecoder/pasteLimit`` arrives as several of these in order.
    case paste([UInt8])
    /// The terminal window gained (true) or lost the focus.
    case focus(Bool)
    /// An answer to a question.
    case reply(TerminalReply)
    /// Bytes that are none of the above: a sequence without a meaning here, or not UTF-8.
    ///
    /// They are for a log; they must not be typed into a program.
    case unknown([UInt8])
}
