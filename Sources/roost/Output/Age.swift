import RoostModel

/// How long ago something was, in one short word.
enum Age {
    /// From `0s` to `59s`, `1m` to `59m`, `1h` to `47h`, then `2d` and on; the future counts as now.
    static func text(from: Timestamp, to now: Timestamp) -> String {
        let seconds = max(0, now.milliseconds(since: from)) / 1000
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m"
        case ..<172_800: return "\(seconds / 3600)h"
        default: return "\(seconds / 86_400)d"
        }
    }
}
