import RoostModel

/// The clocks that a client goes by.
struct ClientClock: Sendable {
    /// Now, by the wall clock.
    let now: @Sendable () -> Timestamp
    /// Milliseconds of a clock that only goes forward.
    let milliseconds: @Sendable () -> Int64
    /// How far local time is ahead of UTC then, in seconds.
    let secondsFromGMT: @Sendable (Timestamp) -> Int

    /// Those of the system.
    static let system = ClientClock(
        now: { OwnProcess.now }, milliseconds: { OwnProcess.milliseconds },
        secondsFromGMT: { Curses.secondsFromGMT(at: $0) })
}
