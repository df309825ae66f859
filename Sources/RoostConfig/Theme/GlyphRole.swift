/// What a sign on the screen means; ``Glyphs`` says which character it is.
package enum GlyphRole: String, CaseIterable, Hashable, Sendable {
    // A session's state.
    /// A turn is worked on: its characters are the frames of the animation.
    case busy
    case idle, running, finished, exited, error, restored
    // Why a person is needed.
    case approval, question, authentication, trust, retrying
    case rateLimited = "rate_limited"
    case bell
    // Lines; `left` is the line that comes from the left, and so on.
    case horizontal, vertical, cross
    case downRight = "down_right"
    case downLeft = "down_left"
    case upRight = "up_right"
    case upLeft = "up_left"
    case verticalRight = "vertical_right"
    case verticalLeft = "vertical_left"
    case horizontalDown = "horizontal_down"
    case horizontalUp = "horizontal_up"
    // Small parts.
    /// Between facts in a title.
    case separator
    /// Something was cut off.
    case ellipsis
    /// A window of the status row has output nobody has seen.
    case activity
    case zoomed
    /// Of a progress or timeline bar: done, working, waiting, not there yet.
    case barFull = "bar_full"
    case barMedium = "bar_medium"
    case barEmpty = "bar_empty"
    /// Beside the chosen row of a list.
    case pointer
    /// The insertion point of a text field.
    case caret
}
