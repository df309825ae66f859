import RoostModel
import RoostWire
import Testing

@testable import RoostUI

@Suite struct TranscriptWindowTests {
    private static let task = TaskScene.id(5)

    private static func entry(_ number: Int, bytes: Int = 1) -> TaskLogEntry {
        TaskLogEntry(
            number: number, attempt: 1, at: UIContext.noon,
            message: TaskMessage(.text(String(repeating: "x", count: bytes))))
    }

    /// Asks for more at an end, and answers from a log of these numbers.
    private static func read(
        _ window: inout TranscriptWindow, _ end: TranscriptWindow.End, isFollowing: Bool = false,
        of log: ClosedRange<Int>, bytes: Int = 1
    ) -> Bool {
        guard let request = window.request(end, isFollowing: isFollowing),
            case .task(.messages(_, let from, let limit)) = request, window.isOwn(request)
        else { return false }
        let found = log.filter { $0 >= from }.prefix(limit).map { entry($0, bytes: bytes) }
        _ = window.receive(found)
        return true
    }

    private static func numbers(_ window: TranscriptWindow) -> [Int] {
        [window.entries.first?.number ?? 0, window.entries.last?.number ?? 0]
    }

    @Test func `whoever follows begins at the end, and goes back from there`() {
        var window = TranscriptWindow(Self.task, total: 250)
        #expect(Self.read(&window, .later, isFollowing: true, of: 1...250))
        #expect(Self.numbers(window) == [151, 250] && window.hasEarlier && !window.hasLater)
        #expect(Self.read(&window, .earlier, of: 1...250) && Self.numbers(window) == [51, 250])
        #expect(Self.read(&window, .earlier, of: 1...250) && Self.numbers(window) == [1, 250])
        #expect(!Self.read(&window, .earlier, of: 1...250) && !window.hasEarlier)
    }

    @Test func `what comes later goes on the end`() {
        var window = TranscriptWindow(Self.task, total: 2)
        #expect(Self.read(&window, .later, isFollowing: true, of: 1...2))
        #expect(!Self.read(&window, .later, isFollowing: true, of: 1...2))
        window.grow(to: 5)
        #expect(Self.read(&window, .later, isFollowing: true, of: 1...5))
        #expect(window.entries.map(\.number) == [1, 2, 3, 4, 5])
    }

    @Test func `whoever follows and fell far behind goes on at the end`() {
        var window = TranscriptWindow(Self.task, total: 10)
        #expect(Self.read(&window, .later, isFollowing: true, of: 1...10))
        window.grow(to: 5000)
        #expect(Self.read(&window, .later, isFollowing: true, of: 1...5000))
        #expect(Self.numbers(window) == [4901, 5000])
    }

    @Test func `the window slides, and stays within its bounds`() {
        var window = TranscriptWindow(Self.task, total: 5000)
        _ = Self.read(&window, .later, isFollowing: true, of: 1...5000)
        while Self.read(&window, .earlier, of: 1...5000) {
            #expect(window.entries.count <= TranscriptWindow.mostMessages)
        }
        #expect(Self.numbers(window) == [1, 600])
        while Self.read(&window, .later, of: 1...5000) {
            #expect(window.entries.count <= TranscriptWindow.mostMessages)
        }
        #expect(Self.numbers(window) == [4401, 5000])
        #expect(zip(window.entries, window.entries.dropFirst()).allSatisfy { $0.number + 1 == $1.number })
    }

    @Test func `megabytes are let go of before there are many messages`() {
        var window = TranscriptWindow(Self.task, total: 500)
        _ = Self.read(&window, .later, isFollowing: true, of: 1...500, bytes: 64 << 10)
        while Self.read(&window, .earlier, of: 1...500, bytes: 64 << 10) {}
        #expect(Self.numbers(window) == [1, 128])
    }

    @Test func `one thing is asked for at a time`() {
        var window = TranscriptWindow(Self.task, total: 250)
        #expect(window.request(.later, isFollowing: true) != nil && window.isAsking)
        #expect(
            window.request(.later, isFollowing: true) == nil
                && window.request(.earlier, isFollowing: true) == nil)
    }

    @Test func `messages that are not kept any more are not asked for again`() {
        var window = TranscriptWindow(Self.task, total: 250)
        _ = Self.read(&window, .later, isFollowing: true, of: 120...250)
        #expect(Self.read(&window, .earlier, of: 120...250) && Self.numbers(window) == [120, 250])
        #expect(!Self.read(&window, .earlier, of: 120...250))
        var empty = TranscriptWindow(Self.task, total: 9)
        #expect(Self.read(&empty, .later, isFollowing: true, of: 100...100) == true)
        #expect(!window.isAsking)
    }

    @Test func `a log that is gone ends the asking`() {
        var window = TranscriptWindow(Self.task, total: 9)
        _ = window.request(.later, isFollowing: true)
        _ = window.receive([])
        #expect(window.request(.later, isFollowing: true) == nil)
    }

    @Test func `after a failure only something new is asked for`() {
        var window = TranscriptWindow(Self.task, total: 9)
        _ = window.request(.later, isFollowing: true)
        window.fail()
        #expect(window.request(.later, isFollowing: true) == nil)
        window.grow(to: 9)
        #expect(window.request(.later, isFollowing: true) == nil)
        window.grow(to: 10)
        #expect(window.request(.later, isFollowing: true) != nil)
    }
}
