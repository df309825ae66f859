import RoostModel
import Testing

@testable import RoostUI

@Suite struct UIContextListsTests {
    private static let moments: [(Int64, String)] = [
        (0, "12:41"), (720, "00:41"), (780, "yesterday"), (2880, "Wed 12:41"), (8640, "Sat 12:41"),
        (10_080, "2026-11-13"), (-2880, "2026-11-22"),
    ]

    @Test(arguments: moments)
    func `a moment is told as precisely as it matters`(minutesAgo: Int64, text: String) throws {
        let context = try UIContext.main()
        let moment = Timestamp(milliseconds: UIContext.noon.milliseconds - minutesAgo * 60_000)
        #expect(context.moment(moment) == text)
    }

    @Test func `nothing overflows at the ends of time`() throws {
        let context = try UIContext.main()
        for end in [Int64.min + 1, Int64.max] {
            #expect(!context.moment(Timestamp(milliseconds: end)).isEmpty)
            #expect(context.timeWithSeconds(Timestamp(milliseconds: end)).count == 8)
        }
    }

    @Test func `who needs somebody comes first, what has ended last`() throws {
        let context = try UIContext.main()
        let ended = Scene.session(9, "aaa", provider: "shell", state: .error, exitCode: 1)
        let names = context.ordered(Array(context.sessions.values) + [ended]).map(\.name)
        #expect(names == ["web", "api", "logs", "test", "aaa"])
    }
}
