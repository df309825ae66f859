import RoostTerminal
import RoostWire

/// The terminal that a client draws on: ``OuterTerminal``, or a picture in memory.
protocol OuterScreen: AnyObject {
    /// Height and width in cells, as the terminal has them now.
    var size: (rows: Int, columns: Int) { get }
    /// How many colours it has.
    var depth: ColorDepth { get }
    /// Brings a canvas to the terminal.
    func show(_ canvas: inout Canvas)
    /// What the programs that can be seen want of keyboard and mouse, what the window is called, and how far the
    /// focused program is, in percent.
    func want(
        kittyFlags: UInt8, mouse: MouseMode, title: String, progress: Int?, cursorColor: Color)
    /// Writes bytes that are no part of the picture: a bell, the clipboard.
    func write(_ bytes: String)
    /// It was asked something whose answer would be typed into the shell if the terminal were given back now.
    var isAnswering: Bool { get }
    /// It may know OSC 52; some are known not to.
    var takesClipboard: Bool { get }
    /// Tells the desktop, or at least rings.
    func notify(title: String, body: String)
    /// An answer of the terminal.
    ///
    /// - Returns: Whether everything is to be drawn anew, because some of it can be drawn better now.
    func receive(_ reply: TerminalReply) -> Bool
    /// The colours of the terminal, once each time that it has told new ones.
    func takeAppearance() -> Appearance?
    /// Takes over the terminal's size; everything is drawn anew.
    func resize()
    /// Draws everything anew with the next frame.
    func invalidate()
    /// Stops the process as ^Z would; comes back when it is continued.
    func suspend()
    /// Gives the terminal back for good.
    func end()
}

extension OuterTerminal: OuterScreen {
    var size: (rows: Int, columns: Int) { Curses.size }
}
