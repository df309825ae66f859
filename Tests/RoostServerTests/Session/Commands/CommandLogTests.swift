import RoostModel
import RoostStore
import Testing

@testable import RoostServer

@Suite struct CommandLogTests {
    private let session = SessionID(rawValue: 7)

    @Test func `a command is finished under the number that it was started with`() throws {
        var log = CommandLog()
        let started = log.start(
            "make", isPrompt: false, session: session, cwd: "/src", at: Timestamp(milliseconds: 1000),
            offset: 10)
        #expect(log.isRunning == true)
        let end = log.finish(exitCode: 2, at: Timestamp(milliseconds: 3500))
        let finished = try #require(end)
        #expect(finished.id == started.id)
        #expect(finished.exitCode == 2)
        #expect(finished.durationMilliseconds == 2500)
        #expect(log.isRunning == false)
    }

    @Test func `an end without a start is no command`() {
        var log = CommandLog()
        let end = log.finish(exitCode: 0, at: Timestamp(milliseconds: 1))
        #expect(end == nil)
        #expect(log.isRunning == false)
    }

    @Test func `nothing is known of a program without marks`() {
        #expect(CommandLog().isRunning == nil)
    }

    @Test func `a command that outlives the server is finished under its number`() throws {
        var before = CommandLog()
        let started = before.start(
            "make", isPrompt: false, session: session, cwd: "/", at: Timestamp(milliseconds: 1000), offset: 9)
        var after = CommandLog()
        after.resume(after: started)
        #expect(after.isRunning == true)
        #expect(after.runningWord == "make")
        let end = after.finish(exitCode: 0, at: Timestamp(milliseconds: 4000))
        let finished = try #require(end)
        #expect(finished.id == started.id)
        #expect(finished.durationMilliseconds == 3000)
        var last = CommandLog()
        last.resume(after: finished)
        #expect(last.isRunning == false)
        #expect(last.runningWord == nil)
    }

    @Test func `commands that cannot be read are not replaced`() {
        var log = CommandLog()
        log.resumeAfterUnknown(at: Timestamp(milliseconds: 1_790_000_000_000))
        let record = log.start(
            "make", isPrompt: false, session: session, cwd: "/", at: Timestamp(milliseconds: 0), offset: 0)
        #expect(record.id >= 1_790_000_000_000)
    }

    @Test func `numbers go on after a restart of the server`() {
        var log = CommandLog()
        log.resume(
            after: CommandRecord(
                session: session, id: 41, at: Timestamp(milliseconds: 0), isPrompt: true, text: "x", offset: 0
            ))
        #expect(log.isRunning == nil)
        let record = log.start(
            "ls", isPrompt: false, session: session, cwd: "/", at: Timestamp(milliseconds: 0), offset: 0)
        #expect(record.id == 42)
    }

    @Test func `a prompt to an AI CLI does not count as running`() {
        var log = CommandLog()
        _ = log.start(
            "fix it", isPrompt: true, session: session, cwd: "/", at: Timestamp(milliseconds: 0), offset: 0)
        #expect(log.isRunning == nil)
        let end = log.finish(exitCode: 0, at: Timestamp(milliseconds: 1))
        #expect(end == nil)
    }
}
