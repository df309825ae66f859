import RoostModel
import RoostTasks
import Testing

@testable import RoostServer

@Suite struct ConversationBookTests {
    private let claude = StreamFormat(.claude, .lines)

    private func report(_ conversation: String, cost: Double) -> TaskReport {
        TaskReport(conversation: conversation, cost: cost)
    }

    @Test func `a run that takes a conversation up costs what it added`() {
        var book = ConversationBook()
        #expect(book.add(report("a", cost: 1), of: .new, told: claude).cost == 1)
        #expect(book.add(report("a", cost: 1.5), of: .resume("a"), told: claude).cost == 0.5)
        #expect(book.add(report("a", cost: 1.75), of: .resume("a"), told: claude).cost == 0.25)
        // A fork begins with what its origin had, and goes its own way.
        #expect(book.add(report("b", cost: 2), of: .fork("a"), told: claude).cost == 0.25)
        #expect(book.add(report("a", cost: 2), of: .resume("a"), told: claude).cost == 0.25)
    }

    @Test func `another conversation, and one that nobody knows, count whole`() {
        var book = ConversationBook()
        #expect(book.add(report("a", cost: 1), of: .new, told: claude).cost == 1)
        #expect(book.add(report("c", cost: 3), of: .new, told: claude).cost == 3)
        #expect(book.add(report("d", cost: 4), of: .resume("d"), told: claude).cost == 4)
        #expect(book.add(TaskReport(), of: .new, told: claude).cost == nil)
    }

    @Test func `no more than two hundred are remembered`() {
        var book = ConversationBook()
        for number in 0...200 { _ = book.add(report("\(number)", cost: 1), of: .new, told: claude) }
        #expect(book.add(report("0", cost: 1.5), of: .resume("0"), told: claude).cost == 1.5)
        #expect(book.add(report("200", cost: 1.5), of: .resume("200"), told: claude).cost == 0.5)
    }
}
