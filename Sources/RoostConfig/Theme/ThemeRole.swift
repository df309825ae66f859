/// What a colour is for; a theme gives each a style.
package enum ThemeRole: String, CaseIterable, Hashable, Sendable {
    /// What is focused, chosen or current.
    case accent
    case border
    case borderFocused = "border_focused"
    case title
    case titleFocused = "title_focused"
    /// The status row as a whole.
    case status
    /// The active window in it.
    case statusActive = "status_active"
    /// The rest of its windows, host and clock.
    case statusDim = "status_dim"
    /// A message in its middle.
    case message
    // States and attention, in the order of their glyphs.
    case busy, idle, running, finished, exited, error, restored
    /// A person is needed; the four kinds may differ.
    case attention
    case approval, question, authentication, retrying
    /// Less important text.
    case dim
    /// Text of overlays.
    case overlay
    case overlayBorder = "overlay_border"
    case overlayTitle = "overlay_title"
    /// The keys in an overlay's last row.
    case overlayKey = "overlay_key"
    /// The chosen row of a list.
    case overlaySelection = "overlay_selection"
    case selection
    case match
    case matchCurrent = "match_current"
    /// The filled part of a progress bar or timeline.
    case progress
    /// The digits of the pane numbers and the clock.
    case digits

    /// True for what is read as text; the others are lines and areas.
    package var isText: Bool {
        switch self {
        case .border, .borderFocused, .overlayBorder, .progress: false
        default: true
        }
    }
}
