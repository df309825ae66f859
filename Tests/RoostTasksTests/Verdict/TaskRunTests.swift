import RoostModel
import RoostTasks
import Testing

@Suite struct TaskRunTests {
    private static let passed = Array(#"{"type":"result","is_error":false,"result":"done"}"#.utf8) + [0x0A]

    @Test func `a flood is cut with a word about it, and the result still arrives`() {
        var run = TaskRun(format: StreamFormat(.claude, .lines), keptBytes: 10_000)
        let noise = Array(String(repeating: "noise that is no JSON\n", count: 100).utf8)
        var messages: [TaskMessage] = []
        for _ in 0..<100 { messages += run.output(noise) + run.diagnostics(noise) }
        messages += run.output(Self.passed)
        let (rest, verdict) = run.ended(.exited(0))
        messages += rest
        #expect(messages.count < 200)
        #expect(messages.filter { if case .status = $0.content { true } else { false } }.count == 1)
        #expect(messages.last?.content == .result(TaskResult(isError: false, text: "done")))
        #expect(verdict.state == .passed)
        #expect(verdict.report.result == "done")
    }

    @Test func `a result is known before the process ends`() {
        var run = TaskRun(format: StreamFormat(.claude, .lines))
        #expect(!run.hasAnswered)
        _ = run.output(Self.passed)
        #expect(run.hasAnswered)
    }

    @Test(arguments: [
        (EndReason.exited(1), "Traceback\nMemoryError\n", "it may use 200 MB of memory: MemoryError"),
        (.signalled(11), "", "ended by signal 11; it may use 200 MB of memory"),
        (.exited(134), "Fatal\n", "Fatal; it may use 200 MB of memory"),
        (.exited(1), "no such tool\n", "no such tool"),
    ])
    func `a limit of the memory is said where it may be why`(
        end: EndReason, errors: String, reason: String
    ) {
        var run = TaskRun(format: StreamFormat(.claude, .lines))
        _ = run.diagnostics(Array(errors.utf8))
        let verdict = run.ended(end, memoryLimit: 200 << 20).verdict
        #expect(verdict.reason == reason)
        #expect((verdict.failure == .resourceLimit) == reason.hasPrefix("it may"))
    }

    @Test func `an exit status that nobody knows leaves the program's own word`() {
        var run = TaskRun(format: StreamFormat(.claude, .lines))
        _ = run.output(Self.passed)
        #expect(run.ended(.unknown).verdict.state == .passed)
        var silent = TaskRun(format: StreamFormat(.claude, .lines))
        let verdict = silent.ended(.unknown).verdict
        #expect(verdict.state == .error)
        #expect(verdict.failure == .unknown)
    }

    @Test(
        arguments: [
            (.timeout(1500), .timeout, .timeout, "it took longer than 1.5 s"),
            (.cancel, .cancelled, nil, "cancelled"),
            (.memory(512 << 20), .error, .resourceLimit, "it used more than 512 MB of memory"),
            (.processorTime(30), .error, .resourceLimit, "it used more than 30 s of processor time"),
        ] as [(RunStop, TaskState, TaskFailure?, String)])
    func `what we ended says why, whatever its exit status`(
        stop: RunStop, state: TaskState, failure: TaskFailure?, reason: String
    ) {
        for end in [EndReason.exited(0), .exited(1), .signalled(9)] {
            var run = TaskRun(format: StreamFormat(.claude, .lines))
            _ = run.output(Self.passed)
            let verdict = run.ended(end, stop: stop).verdict
            #expect(verdict.state == state)
            #expect(verdict.failure == failure)
            #expect(verdict.reason == reason)
        }
    }

    @Test func `what the model says of keys and limits is no failure of the run`() {
        var run = TaskRun(format: StreamFormat(.claude, .lines))
        let text = "Invalid API key, 429 Too Many Requests, Please run /login"
        _ = run.output(
            Array(#"{"type":"assistant","message":{"content":[{"type":"text","text":"\#(text)"}]}}"#.utf8) + [
                0x0A
            ])
        let verdict = run.ended(.exited(1)).verdict
        #expect(verdict.failure == .unknown)
        #expect(verdict.reason == "exit status 1")
    }

    @Test func `an answer that is too long for a table is kept by its beginning`() {
        var run = TaskRun(format: StreamFormat(.plain, .text))
        let line = Array((String(repeating: "é", count: 1 << 10) + "\n").utf8)
        for _ in 0..<2000 { _ = run.output(line) }
        let verdict = run.ended(.exited(0)).verdict
        #expect((verdict.report.result?.utf8.count ?? 0) <= 1 << 20 + 3)
        #expect((verdict.report.lastLine?.count ?? 0) <= 200)
    }
}
