/// A line of a session: of its scrollback, or below that of its screen.
package struct LinePlace: Hashable, Sendable {
    /// Numbered as ``ScreenUpdate/scrollback`` numbers, in which the screen's rows follow.
    package var line: Int
    /// The session's columns then: with others all lines have other numbers.
    package var columns: Int

    package init(line: Int, columns: Int) {
        self.line = line
        self.columns = columns
    }
}
