import RoostTerminal

/// A session that was put together, and what it still has to tell.
struct RecoveredSession: Sendable {
    let session: Session
    /// What its program told its terminal and nobody has heard.
    var events: [TerminalEvent]
    /// The answers to what its program asked its terminal while nobody was there.
    var replies: [UInt8]
}
