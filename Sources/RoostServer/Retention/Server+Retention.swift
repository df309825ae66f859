import Logging
import RoostConfig
import RoostIO
import RoostModel
import RoostStore

// How much history stays.
extension Server {
    /// So much output was stored: sooner or later there is too much of it.
    func scheduleTrim(after byteCount: Int) {
        let limits = [configuration.retention.sessionBytes, configuration.retention.totalBytes]
        let limit = limits.filter { $0 > 0 }.min() ?? .max
        guard !life.isStopping, let pause = trimming.stored(byteCount, limit: limit) else { return }
        trimming.timer?.cancel()
        trimming.timer = schedule(after: pause) { server in
            server.begin { await $0.trim() }
        }
    }

    private func trim() async {
        trimming.begin()
        do throws(StoreError) {
            try await store.trim(policy: Retention(configuration.retention, now: clock.now))
        } catch {
            Log.server.error("\(error)")
        }
        if trimming.end() { scheduleTrim(after: 0) }
    }
}

extension Retention {
    /// What `[retention]` of the configuration means now; 0 sets no limit.
    init(_ configuration: Configuration.Retention, now: Timestamp) {
        func limit(_ number: Int) -> Int64? { number == 0 ? nil : Int64(number) }
        self.init(
            sessionBytes: limit(configuration.sessionBytes), totalBytes: limit(configuration.totalBytes),
            oldest: limit(configuration.days).map {
                Timestamp(milliseconds: now.milliseconds - $0 * 86_400_000)
            })
    }
}
