import RoostModel
import RoostTasks

/// Another breaker, written from its description and not from the code: it only says what must not happen.
struct BreakerWitness {
    private var failures = 0
    private var openUntil: Int64?
    private var isBlocked = false
    private var probe: TaskID?

    /// An attempt begins.
    ///
    /// - Returns: Why it may not.
    mutating func start(_ task: TaskID, at now: Int64) -> String? {
        if isBlocked { return "task \(task) starts while only a person can help" }
        guard let openUntil else { return nil }
        if now < openUntil { return "task \(task) starts while the breaker is open until \(openUntil)" }
        if let probe { return "task \(task) starts while task \(probe) is the probe" }
        probe = task
        return nil
    }

    /// An attempt ended.
    mutating func end(
        _ task: TaskID, _ signal: CircuitBreaker.Signal, at now: Int64, threshold: Int, pause: Int64
    ) {
        let wasProbe = probe == task
        if wasProbe { probe = nil }
        switch signal {
        case .blocked: isBlocked = true
        case .none: break
        case .success:
            if openUntil == nil { failures = 0 }
            if wasProbe { (openUntil, failures) = (nil, 0) }
        case .failure:
            if wasProbe {
                openUntil = now + pause
            } else if openUntil == nil {
                failures += 1
                if failures >= threshold { openUntil = now + pause }
            }
        }
    }
}
