/// The titles of window and icon (OSC 0, 1 and 2), and their stack (XTWINOPS 22 and 23).
struct Titles {
    var window = ""
    var icon = ""
    /// The oldest first; at most ``limit``.
    var stack: [(window: String, icon: String)] = []

    static let limit = 10

    /// XTWINOPS 22.
    ///
    /// Both are pushed, whichever was asked for; popping uses what it asks for.
    mutating func push() {
        if stack.count >= Self.limit { stack.removeFirst() }
        stack.append((window, icon))
    }

    /// XTWINOPS 23: 0 both, 1 the icon's, 2 the window's.
    ///
    /// - Returns: Whether the window's title changed.
    mutating func pop(_ which: Int) -> Bool {
        guard let saved = stack.popLast() else { return false }
        if which != 2 { icon = saved.icon }
        guard which != 1, window != saved.window else { return false }
        window = saved.window
        return true
    }
}
