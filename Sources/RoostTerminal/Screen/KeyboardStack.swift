/// The kitty keyboard flags of one screen. https://sw.kovidgoyal.net/kitty/keyboard-protocol/
struct KeyboardStack: Equatable {
    var flags: UInt8 = 0
    /// What was pushed, the oldest first; at most ``limit``.
    var pushed: [UInt8] = []

    static let limit = 16

    mutating func push(_ new: UInt8) {
        if pushed.count == Self.limit { pushed.removeFirst() }
        pushed.append(flags)
        flags = new & 31
    }

    mutating func pop(_ count: Int) {
        for _ in 0..<min(count, Self.limit + 1) { flags = pushed.popLast() ?? 0 }
    }

    /// `CSI = flags ; mode u`: 1 replaces, 2 adds, 3 removes.
    mutating func change(_ bits: UInt8, mode: Int) {
        switch mode {
        case 1: flags = bits & 31
        case 2: flags |= bits & 31
        case 3: flags &= ~bits
        default: break
        }
    }
}
