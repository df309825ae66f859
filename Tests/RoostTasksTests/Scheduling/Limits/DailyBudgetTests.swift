import RoostModel
import RoostTasks
import Testing

@Suite struct DailyBudgetTests {
    private static let hour: Int64 = 3_600_000
    private static func at(_ hours: Int64) -> Timestamp { Timestamp(milliseconds: hours * hour) }

    @Test func `a budget is free, then near, then spent, and free again on the next day`() {
        let limit = SchedulerLimits.Budget(dollarsPerDay: 10, warnShare: 0.8)
        var budget = DailyBudget()
        budget.advance(to: Self.at(10))
        budget.spend(7.99)
        #expect(budget.level(of: limit) == .free)
        budget.spend(0.01)
        #expect(budget.level(of: limit) == .near)
        budget.spend(2)
        #expect(budget.level(of: limit) == .spent)
        #expect(budget.level(of: nil) == .free)
        budget.advance(to: Self.at(23))
        #expect(budget.level(of: limit) == .spent)
        budget.advance(to: Self.at(24))
        #expect(budget.level(of: limit) == .free)
    }

    @Test(arguments: [(0, 24), (2, 22), (-5, 29), (-13, 37)])
    func `a day begins where the person lives`(offset: Int64, next: Int64) {
        var budget = DailyBudget()
        let milliseconds = offset * Self.hour
        budget.advance(to: Self.at(15), offsetMilliseconds: milliseconds)
        budget.spend(1)
        let nextDay = budget.nextDay(now: Self.at(15), offsetMilliseconds: milliseconds)
        #expect(nextDay.milliseconds > Self.at(15).milliseconds)
        #expect(nextDay.milliseconds - Self.at(15).milliseconds <= 24 * Self.hour)
        #expect((nextDay.milliseconds - Self.at(next).milliseconds) % (24 * Self.hour) == 0)
        budget.advance(
            to: Timestamp(milliseconds: nextDay.milliseconds - 1), offsetMilliseconds: milliseconds)
        #expect(budget.spent == 1)
        budget.advance(to: nextDay, offsetMilliseconds: milliseconds)
        #expect(budget.spent == 0)
    }

    @Test func `what is no amount counts nothing`() {
        var budget = DailyBudget()
        for amount in [Double.nan, .infinity, -1, 0] { budget.spend(amount) }
        #expect(budget.spent == 0)
    }
}
