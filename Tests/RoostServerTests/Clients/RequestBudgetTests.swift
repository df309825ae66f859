import Testing

@testable import RoostServer

@Suite struct RequestBudgetTests {
    @Test func `a client with many requests in work is not read from until one is answered`() {
        var budget = RequestBudget()
        for _ in 0..<RequestBudget.workLimit.count {
            #expect(!budget.isUsedUp)
            #expect(budget.begin(.work(10)) == true)
        }
        #expect(budget.isUsedUp)
        budget.end(.work(10))
        #expect(!budget.isUsedUp)
    }

    @Test func `one large request uses it up as well`() {
        var budget = RequestBudget()
        let size = RequestBudget.workLimit.bytes * 3
        #expect(budget.begin(.work(size)) == true, "what was read is done")
        #expect(budget.isUsedUp)
        budget.end(.work(size))
        #expect(!budget.isUsedUp)
    }

    @Test func `waiting keeps nobody from asking, but has an end`() {
        var budget = RequestBudget()
        for _ in 0..<RequestBudget.waitLimit { #expect(budget.begin(.wait) == true) }
        #expect(!budget.isUsedUp)
        #expect(budget.begin(.wait) == false)
        #expect(budget.begin(.work(1)) == true)
        budget.end(.wait)
        #expect(budget.begin(.wait) == true)
        #expect(budget.begin(.wait) == false)
    }
}
