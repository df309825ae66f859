/// When a session's screen is looked at next for what its program does.
struct DetectionSchedule: Sendable {
    /// Nil: when there is something new.
    private(set) var due: ContinuousClock.Instant?
    private var rechecks: [Duration] = []

    /// Programs turn echo off before or after they print their prompt, and AI CLIs redraw for a moment: looks
    /// again so long after the output, then no more until there is something new.
    static let recheckDelays: [Duration] = [.milliseconds(190), .milliseconds(500), .milliseconds(1600)]

    /// Asks for a look at an instant; one that is due not much later does for both, so that output that flows is
    /// looked at four times a second.
    ///
    /// - Returns: True when another look is due now.
    mutating func ask(for instant: ContinuousClock.Instant, isOutput: Bool) -> Bool {
        if isOutput { rechecks = Self.recheckDelays }
        if let due, due <= instant + Self.recheckDelays[0] { return false }
        due = instant
        return true
    }

    /// Notes that the screen is being looked at.
    mutating func begin() {
        due = nil
    }

    /// Plans the look after this one, if nothing new comes before: the next recheck, or what the detector wants before it.
    mutating func end(at now: ContinuousClock.Instant, wanting delay: Duration?) {
        guard due == nil else { return }
        let wanted = delay.map { max(.milliseconds(100), $0) }
        if let recheck = rechecks.first, wanted.map({ recheck <= $0 }) ?? true {
            due = now + recheck
            rechecks.removeFirst()
        } else {
            due = wanted.map { now + $0 }
        }
    }
}
