import Testing

@testable import RoostServer

@Suite struct RecoveryPlanTests {
    private func journal(_ ranges: Range<UInt64>..., blank: UInt64? = nil) -> RecoveryPlan.Journal {
        RecoveryPlan.Journal(ranges: ranges, end: ranges.last?.upperBound ?? 0, firstBlank: blank)
    }

    private func plan(
        replayed: UInt64, stored: UInt64?, _ journal: RecoveryPlan.Journal?, isNewBoot: Bool = false,
        isEnded: Bool = false
    ) -> RecoveryPlan {
        .make(replayed: replayed, stored: stored, journal: journal, isNewBoot: isNewBoot, isEnded: isEnded)
    }

    @Test func `without a journal a living child gets one where the stored output ends`() {
        #expect(plan(replayed: 70, stored: 70, nil).fate == .begin(at: 70))
        #expect(plan(replayed: 70, stored: 70, nil, isEnded: true).fate == .none)
    }

    @Test func `offsets that the store has given out and cannot read are not given out again`() {
        #expect(plan(replayed: 60, stored: 100, nil).fate == .begin(at: 100))
        #expect(plan(replayed: 60, stored: 100, journal(40..<80)).fate == .replace(at: 100))
    }

    @Test func `what the store has of a journal is skipped, and the rest is replayed, handed over and new`() {
        let plan = plan(replayed: 100, stored: 100, journal(40..<160))
        #expect(plan.replay == [100..<160])
        #expect(plan.tail == [100..<160])
        #expect(plan.newFrom == 100)
        #expect(plan.sizesFrom == 40)
        #expect(plan.gaps.isEmpty)
        #expect(plan.fate == .keep)
    }

    @Test func `a journal that the store has whole is kept as it is`() {
        let plan = plan(replayed: 100, stored: 100, journal(40..<100))
        #expect(plan.replay.isEmpty)
        #expect(plan.tail.isEmpty)
        #expect(plan.fate == .keep)
    }

    @Test func `a journal that nobody wrote to is kept`() {
        let journal = RecoveryPlan.Journal(ranges: [], end: 0)
        #expect(plan(replayed: 0, stored: 0, journal).fate == .keep)
    }

    @Test func `what is lost between store and journal is a gap, and what follows is believed`() {
        let plan = plan(replayed: 100, stored: 100, journal(130..<160))
        #expect(plan.gaps == [100..<130])
        #expect(plan.replay == [130..<160])
        #expect(plan.tail == [130..<160])
        #expect(plan.fate == .keep)
    }

    @Test func `what stands behind a gap inside a journal is replayed and handed over, too`() {
        let plan = plan(replayed: 100, stored: 100, journal(90..<120, 150..<180))
        #expect(plan.replay == [100..<120, 150..<180])
        #expect(plan.tail == [100..<120, 150..<180])
        #expect(plan.gaps == [120..<150])
        #expect(plan.fate == .keep)
    }

    @Test func `a stored end that cannot be read repeats nothing as new and loses nothing`() {
        let plan = plan(replayed: 100, stored: nil, journal(40..<160))
        #expect(plan.newFrom == .max)
        #expect(plan.replay == [100..<160])
        #expect(plan.tail == [40..<160])
        #expect(plan.gaps.isEmpty)
        #expect(plan.fate == .keep)
    }

    @Test func `output that the store has and cannot read is read from the journal, but is not new`() {
        let plan = plan(replayed: 60, stored: 100, journal(40..<160))
        #expect(plan.replay == [60..<160])
        #expect(plan.tail == [100..<160])
        #expect(plan.newFrom == 100)
    }

    @Test func `a gap that the store knows of is not told again`() {
        #expect(plan(replayed: 60, stored: 100, journal(100..<160)).gaps.isEmpty)
        #expect(plan(replayed: 60, stored: 100, journal(120..<160)).gaps == [100..<120])
    }

    @Test func `a snapshot that is newer than the stored output leaves no gap before it`() {
        let plan = plan(replayed: 150, stored: 100, journal(90..<160))
        #expect(plan.replay == [150..<160])
        #expect(plan.tail == [100..<160])
        #expect(plan.gaps.isEmpty)
    }

    @Test func `a journal that lags behind the store never gives its offsets out again`() {
        #expect(plan(replayed: 100, stored: 100, journal(40..<80), isEnded: true).fate == .drop)
        #expect(plan(replayed: 100, stored: 100, journal(40..<80)).fate == .replace(at: 100))
    }

    @Test func `after a new boot a journal is believed up to its first blank page`() {
        let plan = plan(
            replayed: 100, stored: 100, journal(40..<9000, blank: 4136), isNewBoot: true, isEnded: true)
        #expect(plan.replay == [100..<4136])
        #expect(plan.tail == [100..<4136])
        #expect(plan.fate == .drop)
    }

    @Test func `after a new boot a whole journal that follows the store is kept`() {
        let plan = plan(replayed: 100, stored: 100, journal(40..<160), isNewBoot: true, isEnded: true)
        #expect(plan.tail == [100..<160])
        #expect(plan.fate == .keep)
    }

    @Test func `after a new boot what is newer than a part that is lost is not believed`() {
        let plan = plan(replayed: 100, stored: 100, journal(130..<160), isNewBoot: true, isEnded: true)
        #expect(plan.replay.isEmpty)
        #expect(plan.tail.isEmpty)
        #expect(plan.gaps.isEmpty)
        #expect(plan.fate == .drop)
        let cut = self.plan(
            replayed: 100, stored: 100, journal(90..<120, 150..<180), isNewBoot: true, isEnded: true)
        #expect(cut.replay == [100..<120])
        #expect(cut.fate == .drop)
    }

    /// Every place of the parts to each other.
    @Test func `the terminal gets each byte once and in order, and a kept journal goes on where it stands`() {
        for replayed: UInt64 in 0...6 {
            for stored: UInt64? in [nil, 0, 1, 2, 3, 4, 5, 6] {
                for start: UInt64 in 0...6 {
                    for end in start...6 {
                        for isNewBoot in [false, true] {
                            for isEnded in [false, true] {
                                let ranges = start < end ? [start..<end] : []
                                let journal = RecoveryPlan.Journal(ranges: ranges, end: end)
                                let plan = plan(
                                    replayed: replayed, stored: stored, journal, isNewBoot: isNewBoot,
                                    isEnded: isEnded)
                                check(plan, replayed: replayed, stored: stored, journal)
                            }
                        }
                    }
                }
            }
        }
    }

    private func check(
        _ plan: RecoveryPlan, replayed: UInt64, stored: UInt64?, _ journal: RecoveryPlan.Journal
    ) {
        var end = replayed
        for range in plan.replay {
            #expect(range.lowerBound >= end)
            end = range.upperBound
        }
        for range in plan.tail {
            #expect(range.lowerBound >= stored ?? 0)
            #expect(
                journal.ranges.contains {
                    $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound
                })
        }
        for gap in plan.gaps {
            #expect(gap.lowerBound >= stored ?? 0)
            #expect(!plan.replay.contains { $0.overlaps(gap) })
        }
        #expect(plan.end >= max(end, stored ?? 0))
        switch plan.fate {
        case .keep: #expect(journal.end == plan.end)
        case .replace(let offset), .begin(let offset): #expect(offset == plan.end)
        case .none, .drop: break
        }
    }
}
