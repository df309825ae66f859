/// How long copy mode stays.
enum CopyLifetime: Hashable, Sendable {
    /// Until somebody leaves it.
    case untilLeft
    /// Until somebody leaves it, or scrolls down to the newest line.
    case untilBottom
    /// The mouse alone has made it: until the next key, or until something is printed below it (`isStale`).
    case untilNextKey(isStale: Bool)

    /// Scrolling down to the newest line leaves.
    var endsAtBottom: Bool { self != .untilLeft }

    /// The next key leaves, and is for the program.
    var isTransient: Bool {
        if case .untilNextKey = self { true } else { false }
    }

    /// It is over, and is not drawn any more.
    var isOver: Bool { self == .untilNextKey(isStale: true) }

    /// Somebody goes on with what the mouse has begun.
    mutating func keep() {
        if isTransient { self = .untilBottom }
    }

    /// The screen below has changed.
    mutating func screenChanged() {
        if isTransient { self = .untilNextKey(isStale: true) }
    }
}
