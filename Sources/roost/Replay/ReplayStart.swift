import ArgumentParser
import RoostModel

/// Where a replay begins.
enum ReplayStart: ExpressibleByArgument, Hashable, Sendable {
    /// A byte of the output, as `offset` in `roost history --json` and `roost search --json`.
    case offset(UInt64)
    /// Milliseconds of playing time, as the status line counts them.
    case elapsed(Int64)
    /// A moment of the wall clock.
    case moment(Timestamp)

    /// No session is older, and no sum overflows.
    private static let longest: Int64 = 1_000_000 * 3600

    /// Reads `12345` (bytes), `90s`, `1h2m3s`, `1:30`, `1:02:03`, `2026-11-20T12:40:58Z` (UTC) and
    /// `2026-11-20 12:40:58` (here); nil for anything else.
    init?(argument: String) {
        if let offset = UInt64(argument) {
            self = .offset(offset)
        } else if let seconds = Self.clock(argument) ?? Self.units(argument) {
            self = .elapsed(seconds * 1000)
        } else if let moment = Timestamp(argument) ?? LocalTime.moment(argument) {
            self = .moment(moment)
        } else {
            return nil
        }
    }

    /// `MM:SS` or `HH:MM:SS`.
    private static func clock(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        var seconds: Int64 = 0
        for (index, part) in parts.enumerated() {
            guard let number = number(part), index == 0 || number < 60 else { return nil }
            seconds = seconds * 60 + number
        }
        return seconds <= longest ? seconds : nil
    }

    /// `1h`, `2m`, `3s` and their sums.
    private static func units(_ text: String) -> Int64? {
        var seconds: Int64 = 0
        var digits = ""
        guard text.last.map({ !$0.isNumber }) ?? false else { return nil }
        for character in text {
            let unit: Int64
            switch character {
            case "h": unit = 3600
            case "m": unit = 60
            case "s": unit = 1
            default:
                digits.append(character)
                continue
            }
            guard let number = number(digits[...]) else { return nil }
            seconds += number * unit
            digits = ""
        }
        return digits.isEmpty && seconds <= longest ? seconds : nil
    }

    private static func number(_ text: Substring) -> Int64? {
        guard (1...7).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}
