import RoostIO

/// What a client waits for besides input and the server.
struct ClientTimers {
    /// ESC stood alone so far; it may begin a key.
    var escape: Timer? { willSet { escape?.cancel() } }
    /// The prefix key came; what can follow is shown if nothing does.
    var prefix: Timer? { willSet { prefix?.cancel() } }
    /// A message goes out of the status row.
    var message: Timer? { willSet { message?.cancel() } }
    /// A terminal that does not answer is given back.
    var farewell: Timer? { willSet { farewell?.cancel() } }
    /// The picture changes by itself: clocks, times, what is busy; `at` in milliseconds of the forward clock.
    var tick: (timer: Timer, at: Int64)? { willSet { tick?.timer.cancel() } }

    /// Cancels all.
    mutating func cancel() {
        (escape, prefix, message, farewell, tick) = (nil, nil, nil, nil, nil)
    }
}
