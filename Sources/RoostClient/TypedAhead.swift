import RoostWire

/// What a person typed while the server was away: kept for a moment, since a server that was restarted is back
/// before anybody notices, but not for long, since nobody wants old keys in a program that moved on.
struct TypedAhead {
    private static let lifetime: Duration = .seconds(2)
    private static let byteLimit = 1 << 16

    private var frames: [(frame: Frame, at: ContinuousClock.Instant)] = []
    private var byteCount = 0

    /// Keeps keys and pastes, as far as there is room; nothing else makes sense later.
    mutating func keep(_ frame: Frame, now: ContinuousClock.Instant = .now) {
        guard frame.kind == FrameKind.key.rawValue || frame.kind == FrameKind.paste.rawValue else { return }
        guard byteCount + frame.body.count <= Self.byteLimit else { return }
        byteCount += frame.body.count
        frames.append((frame, now))
    }

    /// Gives what is not too old, in order, and forgets all.
    mutating func take(now: ContinuousClock.Instant = .now) -> [Frame] {
        defer { self = TypedAhead() }
        return frames.filter { $0.at.duration(to: now) <= Self.lifetime }.map(\.frame)
    }
}
