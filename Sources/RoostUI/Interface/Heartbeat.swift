import RoostConfig
import RoostModel

/// When the picture changes although nothing happens: clocks, times in states, the sign of what is busy.
enum Heartbeat {
    /// The pictures of something busy are a quarter of a second apart.
    static let frame: Int64 = 250

    /// Milliseconds until the next change; nil when there is none to come.
    ///
    /// `hasOverlay` says that something is open that may show times: it is drawn every second.
    static func delay(_ state: ViewState, plan: PanePlan, now: Timestamp, hasOverlay: Bool) -> Int64? {
        let labels = plan.panes.compactMap { state.sessions[$0.session] }.map(SessionLabel.init)
        if labels.contains(where: { $0.glyph == .busy && $0.countsSeconds }),
            !state.configuration.reducedMotion
        {
            return frame
        }
        let counts = labels.filter { $0.countsSeconds && $0.tellsTime && $0.state != nil }
        if hasOverlay || (!counts.isEmpty && !plan.hasShortTitles) {
            let since = counts.first?.since ?? Timestamp(milliseconds: 0)
            return 1000 - remainder(now.milliseconds(since: since), 1000)
        }
        guard state.configuration.clock || labels.contains(where: { $0.tellsTime && $0.state != nil }) else {
            return nil
        }
        return 60_000 - remainder(now.milliseconds, 60_000)
    }

    private static func remainder(_ number: Int64, _ divisor: Int64) -> Int64 {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
