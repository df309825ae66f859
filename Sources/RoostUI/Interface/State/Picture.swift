import RoostWire

/// What is drawn, and how much of it has to be drawn anew before it is shown.
struct Picture {
    /// A part of the canvas that is out of date.
    enum Damage: Hashable {
        case nothing
        /// Only rows of sessions, as their mirrors say.
        case contents
        case everything
    }

    var canvas: Canvas
    /// Where everything lies on it.
    var plan = PanePlan()
    var damage = Damage.everything
    /// What the outer terminal is called.
    var title = ""
    /// The next turn of the loop shows it.
    var isScheduled = false
    /// Updates that were applied and are acknowledged once they are shown.
    var shown: [ScreenAcknowledgement] = []
}
