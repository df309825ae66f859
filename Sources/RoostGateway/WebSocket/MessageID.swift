/// The number of a message to a client: where the session's output stood, and how many messages came there before.
///
/// So it grows, and any gateway can go on from it: one that was killed and started again knows from the number alone
/// which byte of the output is the next. Below 2^53, which JSON readers keep exactly, for 2 TiB of output.
struct MessageID: Hashable, Comparable, Sendable {
    private static let bits: UInt64 = 12
    private static let largestStep: UInt64 = 1 << bits - 1

    let rawValue: UInt64

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The message that brings the output up to an offset; `step` counts those that follow it there.
    init(offset: UInt64, step: UInt64 = 0) {
        rawValue = min(offset, .max >> Self.bits) << Self.bits | min(step, Self.largestStep)
    }

    /// Bytes of output that a client with this message has.
    var offset: UInt64 { rawValue >> Self.bits }

    /// The next message at the same place.
    ///
    /// After 4,095 without any output between them they share a number: who resumes there hears the last ones again.
    var next: MessageID {
        MessageID(offset: offset, step: (rawValue & Self.largestStep) + 1)
    }

    static func < (one: MessageID, other: MessageID) -> Bool { one.rawValue < other.rawValue }
}
