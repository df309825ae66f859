/// Which mouse actions a program asked to be told of.
///
/// The modes exclude each other: setting one replaces the one before.
/// Source: ctlseqs "Mouse Tracking",
/// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking>.
public enum MouseTracking: UInt8, Sendable, CaseIterable {
    /// The program does not want the mouse.
    case none
    /// DECSET 9: presses only, without modifiers.
    case x10
    /// DECSET 1000: presses and releases.
    case normal
    /// DECSET 1002: presses, releases and motion while a button is held.
    case button
    /// DECSET 1003: presses, releases and all motion.
    case any
}
