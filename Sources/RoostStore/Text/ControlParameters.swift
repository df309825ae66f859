/// The first parameter of a control sequence, and whether it is one of ours to look at.
struct ControlParameters: Sendable {
    private(set) var first: Int?
    /// Private markers and intermediate bytes make it another function.
    private(set) var isPrivate = false
    private var isFirst = true

    /// How often or how far: at least once, and never so far that a line explodes.
    var count: Int { min(max(first ?? 1, 1), LineBuffer.widest) }

    mutating func take(_ byte: UInt8) {
        switch byte {
        case 0x30...0x39 where isFirst: first = min((first ?? 0) * 10 + Int(byte - 0x30), 1_000_000)
        case 0x30...0x39: break
        case 0x3A, 0x3B: isFirst = false
        default: isPrivate = true
        }
    }
}
