package import RoostModel

/// Sessions whose state, attention, title or directory changed.
package struct SessionsEvent: Codable, Hashable, Sendable {
    /// As they are now.
    package var changed: [SessionInfo]
    /// Sessions anywhere on the server that need a person, most urgent first.
    package var needy: [SessionInfo]
    /// Those that were removed; nil for none.
    package var removed: [SessionID]?

    package init(changed: [SessionInfo], needy: [SessionInfo], removed: [SessionID]? = nil) {
        self.changed = changed
        self.needy = needy
        self.removed = removed
    }
}
