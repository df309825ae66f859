import RoostIO

/// What a session is made of and shares with others; a test gives it parts of its own.
struct SessionParts: Sendable {
    /// Where the session lives.
    let loop: EventLoop
    /// Keeps the session's tasks on its loop.
    let tasks: LoopTasks
    /// All that the session waits for is waited for on this clock.
    let clock: any ServerClock
    let store: any SessionStore
    let lastKeystroke: LastKeystroke
    let traffic: Traffic
    let delegate: any SessionDelegate

    init(
        loop: EventLoop, clock: any ServerClock, store: any SessionStore, lastKeystroke: LastKeystroke,
        traffic: Traffic = Traffic(), delegate: any SessionDelegate
    ) {
        self.loop = loop
        self.tasks = LoopTasks(loop: loop)
        self.clock = clock
        self.store = store
        self.lastKeystroke = lastKeystroke
        self.traffic = traffic
        self.delegate = delegate
    }
}
