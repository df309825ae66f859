import RoostStore
import Synchronization

/// What the commit handler was told, and who waits for it.
final class CommitReports: Sendable {
    private let state = Mutex<
        (
            reports: [CommitReport],
            waiting: [(@Sendable (CommitReport) -> Bool, CheckedContinuation<Void, Never>)]
        )
    >(([], []))

    func take(_ report: CommitReport) {
        let ready = state.withLock { state in
            state.reports.append(report)
            let ready = state.waiting.filter { $0.0(report) }
            state.waiting.removeAll { $0.0(report) }
            return ready
        }
        for (_, continuation) in ready { continuation.resume() }
    }

    /// Waits for a report; one that came already counts.
    func first(where condition: @escaping @Sendable (CommitReport) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.reports.contains(where: condition) { return true }
                state.waiting.append((condition, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    var all: [CommitReport] { state.withLock { $0.reports } }
}
