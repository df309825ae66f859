import RoostModel

/// What the server knows of the pane that is scrolled back here: whoever comes back to this view finds it so.
struct ScrollReport: Sendable {
    /// How far a pane is scrolled: the first line that it shows, counted as `ScreenUpdate.scrollback` counts.
    struct Place: Hashable, Sendable {
        let pane: PaneID
        /// Nil: it shows its newest lines.
        let line: Int?
    }

    private var told: Place?

    /// Looks at what is shown now.
    ///
    /// A pane that the focus has left stays scrolled; one that has the focus and is not scrolled was brought back
    /// by the person.
    ///
    /// - Returns: What the server is to be told; nil when it knows.
    mutating func look(at scrolled: Place?, focused: PaneID?) -> Place? {
        if let scrolled {
            guard scrolled != told else { return nil }
            told = scrolled
            return scrolled
        }
        defer { told = nil }
        guard let told, told.pane == focused else { return nil }
        return Place(pane: told.pane, line: nil)
    }
}
