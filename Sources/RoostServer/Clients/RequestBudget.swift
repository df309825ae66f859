/// How many requests of one client are in work: with too many, nothing more is read from it (back-pressure), so that
/// what it asks waits in its own process.
///
/// A wait may last for hours and keeps next to nothing, so it has a bound of its own, and does not keep the client
/// from asking; one too many is refused.
struct RequestBudget: Sendable {
    /// What a request is, for the budget.
    enum Kind: Hashable, Sendable {
        /// Its body, in bytes.
        case work(Int)
        case wait
    }

    static let workLimit = (count: 64, bytes: 4 << 20)
    static let waitLimit = 1024

    private var count = 0
    private var byteCount = 0
    private var waits = 0

    /// Nothing more should be read.
    var isUsedUp: Bool { count >= Self.workLimit.count || byteCount >= Self.workLimit.bytes }

    /// A request begins; false if it is to be refused, and does not count.
    mutating func begin(_ kind: Kind) -> Bool {
        switch kind {
        case .work(let size):
            count += 1
            byteCount += size
        case .wait:
            guard waits < Self.waitLimit else { return false }
            waits += 1
        }
        return true
    }

    /// A request that began was answered.
    mutating func end(_ kind: Kind) {
        switch kind {
        case .work(let size):
            count -= 1
            byteCount -= size
        case .wait: waits -= 1
        }
    }
}
