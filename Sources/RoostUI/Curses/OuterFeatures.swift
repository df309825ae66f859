/// What cannot be asked of the outer terminal and is told by its environment.
struct OuterFeatures: Hashable, Sendable {
    /// How it shows notifications of the desktop.
    enum Notifications: Hashable {
        /// Not at all.
        case bell
        /// iTerm2's, which others took over (https://iterm2.com/documentation-escape-codes.html).
        case osc9
        /// rxvt-unicode's, with a title of its own.
        case osc777
        /// kitty's (https://sw.kovidgoyal.net/kitty/desktop-notifications/).
        case osc99
    }

    let notifications: Notifications
    /// It knows OSC 9;4; others would show its text as a notification.
    let showsProgress: Bool
    /// It may know OSC 52: false for those that are known not to.
    let takesClipboard: Bool

    init(environment: [String: String]) {
        let term = environment["TERM"] ?? ""
        let program = environment["TERM_PROGRAM"] ?? ""
        // The kernel's console and Apple's terminal; VTE took it up in 0.82 (GNOME 49) and says 8200 then.
        let vte = environment["VTE_VERSION"].flatMap { Int($0) }
        takesClipboard =
            !["linux", "dumb"].contains(term) && !term.hasPrefix("vt") && program != "Apple_Terminal"
            && vte.map { $0 >= 8200 } ?? true
        if term.hasPrefix("tmux") || term.hasPrefix("screen") {
            // What surrounds it is not known, and it swallows all of these.
            (notifications, showsProgress) = (.bell, false)
            return
        }
        let isGhostty = program == "ghostty" || term == "xterm-ghostty"
        let isConsole = environment["WT_SESSION"] != nil || environment["ConEmuANSI"] == "ON"
        notifications =
            if term == "xterm-kitty" {
                .osc99
            } else if isGhostty || program == "WezTerm" || term.hasPrefix("foot") || term.hasPrefix("rxvt") {
                .osc777
            } else if program == "iTerm.app" || program == "roost" || isConsole {
                .osc9
            } else { .bell }
        showsProgress = isGhostty || isConsole || program == "roost"
    }
}
