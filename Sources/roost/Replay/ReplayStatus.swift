import RoostClient
import RoostTerminal

/// The line below a replay: where it stands, and the keys.
enum ReplayStatus {
    /// From the longest on.
    private static let hints = [
        "space pause  ← → 5 s  n p command  + - speed  q quit", "space ← → n p + - q",
    ]

    /// The line for so many columns; what does not fit is left out from the right.
    ///
    /// - Parameters:
    ///   - player: Where the replay stands.
    ///   - clip: What is to be seen of the screen, if not all.
    ///   - isSeeking: The place is still being looked for.
    ///   - columns: The room.
    /// - Returns: The text, without control characters.
    static func line(_ player: Player, clip: String?, isSeeking: Bool, columns: Int) -> String {
        let word = isSeeking ? "seeking" : player.isAtEnd ? "end" : player.isPaused ? "paused" : "playing"
        var parts = [
            "\(player.timeline.name) \(word)",
            "\(time(Int64(player.clock))) / \(time(player.timeline.duration))", "x\(number(player.speed))",
        ]
        if let moment = player.moment { parts.append(Clock.local(moment)) }
        if let clip { parts.append(clip) }
        if let command = player.command {
            let text = player.timeline.commands[command].text.split(whereSeparator: \.isWhitespace)
            let words = text.joined(separator: " ")
            let short = words.count > 40 ? words.prefix(39) + "…" : words[...]
            parts.append("\(command + 1)/\(player.timeline.commands.count) \(short)")
        }
        let left = " " + parts.joined(separator: "  ")
        let room = columns - CharacterWidth.of(left) - 3
        guard let hint = hints.first(where: { CharacterWidth.of($0) <= room }) else { return left }
        return left + String(repeating: " ", count: room + 2 - CharacterWidth.of(hint)) + hint
    }

    /// `1:05`, `1:02:03`.
    static func time(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        func pad(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let hours = seconds / 3600
        return hours > 0
            ? "\(hours):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
            : "\(seconds / 60):\(pad(seconds % 60))"
    }

    private static func number(_ speed: Double) -> String {
        speed == speed.rounded() ? "\(Int(speed))" : "\(speed)"
    }
}
