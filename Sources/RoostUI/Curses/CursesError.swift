/// Why roost cannot draw on a terminal, and what a person can do about it.
struct CursesError: Error, Hashable, CustomStringConvertible {
    /// What is in the way.
    enum Cause: Hashable {
        case notTerminal(String)
        case noTerm
        case unknownTerm
        case noDatabase
        case noCursorAddressing
        case noUTF8
        case start
    }

    let cause: Cause
    /// The user's TERM.
    let term: String

    /// One line: `cannot draw on TERM=dumb: it cannot place the cursor (try TERM=xterm-256color)`.
    var description: String {
        switch cause {
        case .notTerminal(let stream):
            "cannot attach: \(stream) is not a terminal (use roost new -d, or roost capture)"
        case .noTerm: "cannot draw: TERM is not set (try TERM=xterm-256color)"
        case .unknownTerm:
            "cannot draw on TERM=\(term): no terminal description of that name (try TERM=xterm-256color)"
        case .noDatabase:
            "cannot draw on TERM=\(term): no terminfo database was found (install ncurses-base, or set TERMINFO)"
        case .noCursorAddressing:
            "cannot draw on TERM=\(term): it cannot place the cursor (try TERM=xterm-256color)"
        case .noUTF8: "cannot draw: the locale is not UTF-8 (set LC_CTYPE=C.UTF-8)"
        case .start: "cannot draw on TERM=\(term): curses could not start (try TERM=xterm-256color)"
        }
    }
}
