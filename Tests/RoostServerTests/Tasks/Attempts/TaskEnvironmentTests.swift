import Glibc
import RoostKeeperProtocol
import RoostModel
import Testing

@testable import RoostServer

@Suite struct TaskEnvironmentTests {
    private let id = AttemptID(task: TaskID(rawValue: 7), attempt: 2)

    @Test func `a task has its caller's variables, without the terminal and without colours`() {
        let variables = TaskEnvironment(socket: "/run/s").variables(
            of: [
                "PATH": "/bin", "TERM": "xterm-kitty", "COLORTERM": "truecolor", "FORCE_COLOR": "3",
                "KITTY_PID": "5", "CLAUDECODE": "1", "ANTHROPIC_API_KEY": "k", "PWD": "/",
                "ROOST_TASK": "1.1",
            ],
            given: ["MODE": "fast", "ROOST_TASK": "9.9"], id: id, directory: "/src")
        #expect(
            variables == [
                "PATH": "/bin", "ANTHROPIC_API_KEY": "k", "TERM": "dumb", "NO_COLOR": "1", "MODE": "fast",
                "PWD": "/src", "ROOST_TASK": "7.2", "ROOST_SOCKET": "/run/s",
            ])
    }

    @Test func `limits are said to the kernel and to node`() {
        var request = TaskRequest(provider: "claude", prompt: "", cwd: "/")
        #expect(TaskLimits(request).requests.isEmpty)
        #expect(TaskLimits(request).variables(over: "--inspect").isEmpty)
        request.memoryLimit = 512 << 20
        request.cpuSeconds = 30
        #expect(
            TaskLimits(request).requests == [
                .init(resource: UInt32(RLIMIT_DATA.rawValue), soft: 512 << 20, hard: 512 << 20),
                .init(resource: UInt32(RLIMIT_CPU.rawValue), soft: 30, hard: 35),
            ])
        #expect(
            TaskLimits(request).variables(over: "--inspect")
                == ["NODE_OPTIONS": "--inspect --max-old-space-size=512"])
    }
}
