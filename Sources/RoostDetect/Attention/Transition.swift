package import RoostModel

/// A change of what a session does or needs, and what brought it about.
package struct Transition: Hashable, Sendable {
    /// What a session does and needs at one moment.
    package struct Standing: Hashable, Sendable {
        package var state: SessionState
        /// How its child ended; nil while it lives.
        package var end: EndReason?
        package var attention: Attention?

        package init(state: SessionState, end: EndReason? = nil, attention: Attention? = nil) {
            self.state = state
            self.end = end
            self.attention = attention
        }
    }

    package var at: Timestamp
    /// As it was before, and as it is from now on; they differ.
    package var from: Standing
    package var to: Standing
    package var source: Evidence.Source

    package init(at: Timestamp, from: Standing, to: Standing, source: Evidence.Source) {
        self.at = at
        self.from = from
        self.to = to
        self.source = source
    }

    /// The state, or how it came to that, is another one.
    package var changesState: Bool { from.state != to.state || from.end != to.end }

    /// Another kind of attention is needed, or none any more; the same need in other words is no change.
    package var changesNeed: Bool { from.attention?.kind != to.attention?.kind }
}
