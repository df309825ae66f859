/// What the outer terminal answered to a question of ours.
public enum TerminalReply: Hashable, Sendable {
    /// DA1, `CSI ? Ps ; ... c`.
    case primaryAttributes([Int])
    /// DA2, `CSI > Ps ; Ps ; Ps c`.
    case secondaryAttributes([Int])
    /// XTVERSION, `DCS > | text ST`: name and version of the terminal.
    case version(String)
    /// DECRPM, `CSI ? mode ; value $ y`: 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
    case mode(Int, Int)
    /// `CSI ? flags u`: the kitty keyboard flags in force; any answer means that the protocol is spoken.
    case kittyFlags(Int)
    /// OSC 10, 11 or 12 (foreground, background, cursor) and the colour, 16 bits each.
    case color(Int, red: UInt16, green: UInt16, blue: UInt16)
    /// CPR `CSI row ; column R` or DECXCPR `CSI ? row ; column R`, as written: 1-based.
    ///
    /// CPR in row 1, columns 2 to 16 looks the same as a modified F3 and is taken for the key: ask with
    /// DECXCPR (`CSI ? 6 n`).
    case cursorPosition(row: Int, column: Int)
    /// `CSI ? 997 ; n n`: 1 dark, 2 light.
    case colorScheme(Int)
    /// XTWINOPS or mode 2048: a size.
    case windowSize(WindowSize)
    /// XTGETTCAP: the name asked for and its value, nil if the terminal does not have it.
    case capability(String, String?)

    /// The sizes a terminal tells.
    public enum WindowSize: Hashable, Sendable {
        /// `CSI 8 ; rows ; columns t`.
        case cells(rows: Int, columns: Int)
        /// `CSI 4 ; height ; width t`: the text area.
        case pixels(height: Int, width: Int)
        /// `CSI 6 ; height ; width t`: one cell.
        case cellPixels(height: Int, width: Int)
        /// `CSI 48 ; rows ; columns ; height ; width t`: sent by itself on a resize under mode 2048.
        case resized(rows: Int, columns: Int, heightInPixels: Int, widthInPixels: Int)
    }
}
