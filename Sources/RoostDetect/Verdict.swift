package import RoostModel

/// What a session is doing, and whether it needs a person.
package struct Verdict: Hashable, Sendable {
    package var state: SessionState
    /// Why a person is needed; its `since` is when this need was first seen.
    package var attention: Attention?

    package init(state: SessionState, attention: Attention? = nil) {
        self.state = state
        self.attention = attention
    }
}
