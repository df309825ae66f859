/// The events that nobody took yet: coalesced where the last one counts, and bounded.
struct EventQueue {
    private var events: [TerminalEvent] = []

    /// How many wait at most; the oldest are dropped, ``dropped`` at a time.
    static let limit = 512
    private static let dropped = 128

    /// Adds an event.
    ///
    /// Of those that replace each other only the last is kept, if they follow each other.
    mutating func post(_ event: TerminalEvent) {
        switch (events.last, event) {
        case (.bell, .bell): return
        case (.title, .title), (.progress, .progress), (.workingDirectory, .workingDirectory),
            (.programStatus, .programStatus):
            events[events.count - 1] = event
            return
        default: break
        }
        if events.count >= Self.limit { events.removeFirst(Self.dropped) }
        events.append(event)
    }

    /// Returns all that wait, the oldest first, and forgets them.
    mutating func take() -> [TerminalEvent] {
        defer { events = [] }
        return events
    }
}
