import RoostModel
import RoostStore
import RoostWire
import Testing

@testable import RoostServer

/// All that a session waits for, on a clock that the test moves.
@Suite struct SessionTimeTests {
    @Test func `a screen is looked at when its program has drawn all of it`() async throws {
        let fixture = try await SessionFixture()
        fixture.shows(SessionAnswerTests.dialog("touch made"))
        await fixture.reads()
        await fixture.passes(.milliseconds(59))
        #expect(await fixture.session.info.attention == nil)
        await fixture.passes(.milliseconds(1))
        #expect(await fixture.session.info.attention?.kind == .approval)
    }

    @Test func `little output goes to the store at the next tick, much at once`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("little")
        await fixture.reads()
        #expect(fixture.store.output.isEmpty)
        await fixture.passes(OutputPump.trickleTime)
        #expect(fixture.store.output == Array("little".utf8))
        let more = String(repeating: "x", count: 8 << 10)
        fixture.prints(more)
        await fixture.reads()
        #expect(fixture.store.output.count == 6)
        await fixture.passes(.milliseconds(20))
        #expect(fixture.store.output == Array("little\(more)".utf8))
    }

    @Test func `a title that flickers is stored when it rests`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints("\u{1B}]2;first\u{7}")
        await fixture.reads()
        await fixture.passes(RecordPace.rest)
        #expect(fixture.titles.last == "first")
        let count = fixture.titles.count
        for number in 0..<5 {
            fixture.prints("\u{1B}]2;spinner \(number)\u{7}")
            await fixture.reads()
            await fixture.passes(.milliseconds(100))
        }
        #expect(fixture.titles.count == count)
        await fixture.passes(RecordPace.rest)
        #expect(fixture.titles.dropFirst(count) == ["spinner 4"])
    }

    @Test func `a spinner that nobody looks at is read now and then, and at once for who asks`() async throws
    {
        let fixture = try await SessionFixture(provider: "shell")
        func spins() async {
            repeat {
                fixture.prints(".")
                await fixture.session.settle()
            } while await !fixture.session.isCoalescing
            fixture.prints("!")
        }
        func marks() async -> Int { await fixture.session.shownLines.joined().count { $0 == "!" } }
        await spins()
        #expect(await marks() == 0)
        await fixture.passes(.milliseconds(400))
        #expect(await marks() == 1)
        await spins()
        let captured = try await fixture.session.capture(format: .text, withScrollback: false)
        #expect(captured.count { $0 == "!" } == 2)
    }

    @Test func `a screen is written down in the pause after much output`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        fixture.prints(String(repeating: "a line of output\r\n", count: 4000))
        for _ in 0..<8 { await fixture.reads() }
        await fixture.passes(.milliseconds(1999))
        #expect(fixture.snapshots.isEmpty)
        await fixture.passes(.milliseconds(1))
        #expect(fixture.snapshots == [72_000])
    }

    @Test func `what is left of a dead program's output is waited for no longer than a second`() async throws
    {
        let fixture = try await SessionFixture(provider: "shell")
        await fixture.session.exited(.exited(0))
        // Something holds its terminal open, and prints on.
        fixture.prints("late")
        await fixture.passes(.milliseconds(999))
        #expect(fixture.delegate.ended.isEmpty)
        await fixture.passes(.milliseconds(1))
        #expect(fixture.delegate.ended.map(\.state) == [.completed])
        #expect(fixture.store.output == Array("late".utf8))
    }

    /// More than a socket takes.
    private static let paste = [UInt8](repeating: 0x61, count: 4 << 20)

    private func paste(into fixture: SessionFixture) -> Task<Failure?, Never> {
        Task {
            do throws(Failure) {
                try await fixture.session.paste(Self.paste, part: .first)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test func `a paste ends when its program has read nothing for five seconds`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        let paste = paste(into: fixture)
        await fixture.clock.waitUntilScheduled(after: .seconds(5))
        await fixture.passes(.milliseconds(4999))
        #expect(await fixture.session.requests.paste != nil)
        await fixture.passes(.milliseconds(1))
        let failure = try #require(await paste.value)
        #expect(failure.cause.contains("does not read"))
        #expect(await fixture.session.requests.paste == nil)
    }

    @Test func `a program that reads slowly is waited for`() async throws {
        let fixture = try await SessionFixture(provider: "shell")
        let paste = paste(into: fixture)
        await fixture.clock.waitUntilScheduled(after: .seconds(5))
        fixture.takes(Self.paste.count / 2)
        await fixture.passes(.seconds(5))
        #expect(await fixture.session.requests.paste != nil)
        fixture.takes(Self.paste.count / 2 - (64 << 10))
        #expect(await paste.value == nil)
    }
}

extension SessionFixture {
    /// The titles under which the session was stored, in order.
    fileprivate var titles: [String] {
        store.records.compactMap { if case .session(let info) = $0 { info.title } else { nil } }
    }

    /// Bytes of output before each snapshot that was stored.
    fileprivate var snapshots: [UInt64] {
        store.records.compactMap {
            if case .snapshot(_, let offset, _, _, _) = $0 { offset } else { nil }
        }
    }
}

extension Session {
    /// Output is left to gather.
    fileprivate var isCoalescing: Bool { pump.isCoalescing }
}
