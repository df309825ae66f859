/// What to believe about a session's output when a server finds a store and a journal.
///
/// Says which bytes of the journal the terminal is fed after the stored ones, which of them the store misses, what is
/// lost, and what becomes of the journal; touches neither. All offsets count the bytes that the session ever printed.
struct RecoveryPlan: Hashable, Sendable {
    /// What a journal holds.
    struct Journal: Hashable, Sendable {
        /// Without gaps inside and with gaps between, in order; empty only for a journal that nobody wrote to.
        var ranges: [Range<UInt64>]
        /// Where it goes on.
        var end: UInt64
        /// The first of its pages that is all zeros; nil when there is none, or nobody has looked.
        ///
        /// The kernel had not written that page when the machine went down: no program prints one.
        var firstBlank: UInt64?
    }

    /// What becomes of the journal.
    enum Fate: Hashable, Sendable {
        /// There is none, and no child needs one.
        case none
        /// New output follows what it holds.
        case keep
        /// There is none, or it has served: its child needs one that begins at an offset.
        case begin(at: UInt64)
        /// It has served: it goes away as soon as the store has ``RecoveryPlan/tail``.
        case drop
        /// ``drop``, then ``begin(at:)``.
        case replace(at: UInt64)
    }

    /// Ranges of the journal that the terminal is fed, in order, after what the store had.
    var replay: [Range<UInt64>] = []
    /// What the program asks and tells from this offset on was heard by nobody; before it, by a server that is gone.
    var newFrom = UInt64.max
    /// From this offset on the journal knows the changes of size, also those that never reached the store; nil: the
    /// store knows them all.
    var sizesFrom: UInt64?
    /// Ranges of the journal that are handed to the store.
    ///
    /// They may begin before the store's end where that is not known; the store skips what it has.
    var tail: [Range<UInt64>] = []
    /// Output that is nowhere and that no history says anything about.
    var gaps: [Range<UInt64>] = []
    var fate = Fate.none
    /// The offset of the next byte that the session prints: behind all that anybody has.
    var end: UInt64 = 0

    /// Decides.
    ///
    /// - Parameters:
    ///   - replayed: Where the terminal stands after the newest good snapshot and the readable stored output.
    ///   - stored: Where the stored output ends, damaged parts included; nil when the store cannot be read.
    ///   - journal: What the journal holds; nil without one.
    ///   - isNewBoot: The machine was started again since: files may miss what was not synced.
    ///   - isEnded: No child will print.
    /// - Returns: The plan.
    static func make(
        replayed: UInt64, stored: UInt64?, journal: Journal?, isNewBoot: Bool, isEnded: Bool
    ) -> RecoveryPlan {
        var plan = RecoveryPlan()
        let known = max(stored ?? replayed, replayed)
        guard let journal else {
            plan.end = known
            plan.fate = isEnded ? .none : .begin(at: known)
            return plan
        }
        let believed =
            isNewBoot ? sound(journal, stored: stored ?? replayed) : journal.ranges.filter { !$0.isEmpty }
        plan.sizesFrom = believed.first?.lowerBound ?? journal.ranges.first?.lowerBound ?? journal.end
        plan.newFrom = stored ?? .max
        plan.replay = believed.compactMap { $0.part(from: replayed) }
        plan.tail = believed.compactMap { $0.part(from: stored ?? 0) }
        let end = max(known, believed.last?.upperBound ?? 0)
        plan.end = end
        if stored != nil { plan.gaps = missing(after: known, in: plan.replay) }
        // It goes on where it ends: what stands elsewhere would get offsets that the store has given out.
        let goesOn = journal.end == end && (believed.last?.upperBound ?? journal.end) == journal.end
        switch (goesOn, isEnded) {
        case (true, _): plan.fate = .keep
        case (false, true): plan.fate = .drop
        case (false, false): plan.fate = .replace(at: end)
        }
        return plan
    }

    /// What of a journal can be believed after the machine went down.
    ///
    /// Only what holds together with the store: a journal that begins after the stored output is newer than a part
    /// that is lost, and so is what stands behind a gap or a blank page. The state as it was a moment before is
    /// whole; the pieces of a later one are not.
    private static func sound(_ journal: Journal, stored: UInt64) -> [Range<UInt64>] {
        guard let first = journal.ranges.first, first.lowerBound <= stored else { return [] }
        let end = min(first.upperBound, max(journal.firstBlank ?? .max, first.lowerBound))
        return first.lowerBound < end ? [first.lowerBound..<end] : []
    }

    /// The holes between `start` and what is replayed.
    private static func missing(after start: UInt64, in ranges: [Range<UInt64>]) -> [Range<UInt64>] {
        var gaps: [Range<UInt64>] = []
        var end = start
        for range in ranges {
            if range.lowerBound > end { gaps.append(end..<range.lowerBound) }
            end = max(end, range.upperBound)
        }
        return gaps
    }
}

extension Range<UInt64> {
    /// What lies at `start` or behind; nil when that is nothing.
    fileprivate func part(from start: UInt64) -> Range? {
        let lower = Swift.max(lowerBound, start)
        return lower < upperBound ? lower..<upperBound : nil
    }
}
