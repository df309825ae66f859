import RoostConfig
import RoostIO
import RoostModel
import RoostStore

// How much history stays.
extension Server {
    /// Output makes the next look due after this time; without output there is none.
    private static let trimPause = Duration.seconds(60)

    /// Output was stored: sooner or later there is too much of it.
    func scheduleTrim() {
        guard trimTimer == nil, !isStopping else { return }
        trimTimer = loop.schedule(after: Self.trimPause) { [weak self] in
            guard let self else { return }
            Task(executorPreference: self.tasks) { await self.trim() }
        }
    }

    private func trim() async {
        do throws(StoreError) {
            try await store.trim(policy: Retention(configuration.retention, now: .now))
        } catch {
            Log.write("\(error)")
        }
        trimTimer = nil
    }
}

extension Retention {
    /// What `[retention]` of the configuration means now; 0 days keep everything.
    init(_ configuration: Configuration.Retention, now: Timestamp) {
        let age = Int64(configuration.days) * 86_400_000
        self.init(
            sessionBytes: Int64(configuration.sessionBytes), totalBytes: Int64(configuration.totalBytes),
            oldest: age == 0 ? nil : Timestamp(milliseconds: now.milliseconds - age))
    }
}
