import RoostModel

/// Times as titles and lists show them.
enum Elapsed {
    /// `0:09`, `2:14`, `1:02h`, `3d`: how long something has been going on, to the second while that is short.
    static func exact(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds / 1000)
        if seconds < 3600 { return "\(seconds / 60):\(two(seconds % 60))" }
        if seconds < 86_400 { return "\(seconds / 3600):\(two(seconds / 60 % 60))h" }
        return "\(seconds / 86_400)d"
    }

    /// `5m`, `1:02h`, `3d`, nil within the first minute: for what changes rarely enough that nobody counts seconds.
    static func coarse(_ milliseconds: Int64) -> String? {
        let minutes = milliseconds / 60_000
        if minutes < 1 { return nil }
        return minutes < 60 ? "\(minutes)m" : exact(milliseconds)
    }

    private static func two(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
