import ArgumentParser
import RoostModel

/// A moment as people write it: RFC 3339 in UTC, or how long ago.
struct Moment: ExpressibleByArgument, Equatable {
    let timestamp: Timestamp

    /// Nil for anything else.
    init?(argument: String) {
        if let timestamp = Timestamp(argument) {
            self.timestamp = timestamp
            return
        }
        let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()),
            (0...1_000_000).contains(count)
        else { return nil }
        timestamp = Timestamp(milliseconds: Clock.now.milliseconds - count * unit)
    }
}
