import RoostConfig
import RoostIO
import RoostModel
import RoostStore

// How much history stays.
extension Server {
    /// So much output was stored: sooner or later there is too much of it.
    func scheduleTrim(after byteCount: Int) {
        let limit = min(configuration.retention.sessionBytes, configuration.retention.totalBytes)
        guard !life.isStopping, let pause = trimming.stored(byteCount, limit: limit) else { return }
        trimTimer?.cancel()
        trimTimer = schedule(after: pause) { server in
            server.begin { await $0.trim() }
        }
    }

    private func trim() async {
        trimming.begin()
        do throws(StoreError) {
            try await store.trim(policy: Retention(configuration.retention, now: clock.now))
        } catch {
            Log.write("\(error)")
        }
        if trimming.end() { scheduleTrim(after: 0) }
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
