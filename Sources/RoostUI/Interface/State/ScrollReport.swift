import RoostModel

/// What the server knows of the panes that are scrolled back here: whoever comes back to this view finds them so.
struct ScrollReport: Sendable {
    /// What the server is to be told of a pane.
    struct Place: Hashable, Sendable {
        let pane: PaneID
        /// The first line that it shows, counted as `ScreenUpdate.scrollback` counts; nil: it shows its newest lines.
        let line: Int?
    }

    private var workspace: String?
    private var told: [PaneID: Int] = [:]

    /// A workspace is shown.
    ///
    /// - Returns: True for another one than before: its panes are to be scrolled as its view has them.
    mutating func shows(_ name: String) -> Bool {
        guard name != workspace else { return false }
        (workspace, told) = (name, [:])
        return true
    }

    /// Looks at the first lines of all scrolled panes.
    ///
    /// - Returns: What the server is to be told, by the panes' numbers.
    mutating func look(at lines: [PaneID: Int]) -> [Place] {
        guard lines != told else { return [] }
        let panes = Set(lines.keys).union(told.keys).filter { lines[$0] != told[$0] }
        told = lines
        return panes.sorted().map { Place(pane: $0, line: lines[$0]) }
    }
}
