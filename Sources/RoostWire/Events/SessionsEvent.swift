package import RoostModel

/// Sessions whose state, attention, title or directory changed.
package struct SessionsEvent: Codable, Hashable, Sendable {
    /// As they are now.
    package var changed: [SessionInfo]
    /// Sessions anywhere on the server that need a person, most urgent first.
    package var needy: [SessionInfo]

    package init(changed: [SessionInfo], needy: [SessionInfo]) {
        self.changed = changed
        self.needy = needy
    }
}
