import RoostModel

/// Judges what sessions use of the memory; each excess is told once, and again only after it was over.
struct MemoryLimits: Sendable {
    /// What came to light with a look.
    enum Verdict: Hashable, Sendable {
        /// A session is over its limit.
        case over(SessionID, bytes: Int)
        case totalOver(bytes: Int, most: SessionID)
        /// It is well under it again.
        case under(SessionID)
        case totalUnder
    }

    /// 0: no limit.
    var session: Int
    var total: Int
    /// Sessions that were told.
    private(set) var over: Set<SessionID> = []
    private(set) var isTotalOver = false

    init(session: Int, total: Int) {
        self.session = session
        self.total = total
    }

    var isNeeded: Bool { session > 0 || total > 0 }

    /// Nine tenths: a use that moves around the limit is not told again and again.
    private static func isWellUnder(_ bytes: Int, _ limit: Int) -> Bool { bytes <= limit / 10 * 9 }

    /// Takes what each living session uses; in the order of the sessions' numbers.
    mutating func judge(_ used: [SessionID: Int]) -> [Verdict] {
        var verdicts: [Verdict] = []
        for id in over.union(used.keys).sorted() {
            let bytes = used[id] ?? 0
            if session > 0, bytes > session, over.insert(id).inserted {
                verdicts.append(.over(id, bytes: bytes))
            } else if over.contains(id), session == 0 || Self.isWellUnder(bytes, session) {
                over.remove(id)
                verdicts.append(.under(id))
            }
        }
        let sum = used.values.reduce(0, +)
        let most = used.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        if total > 0, sum > total, let most, !isTotalOver {
            isTotalOver = true
            verdicts.append(.totalOver(bytes: sum, most: most))
        } else if isTotalOver, total == 0 || Self.isWellUnder(sum, total) {
            isTotalOver = false
            verdicts.append(.totalUnder)
        }
        return verdicts
    }
}
