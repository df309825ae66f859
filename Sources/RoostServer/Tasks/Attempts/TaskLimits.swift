import Glibc
import RoostConfig
import RoostKeeperProtocol
import RoostModel

/// What an attempt's processes may use.
struct TaskLimits: Hashable, Sendable {
    /// Bytes; nil: no limit.
    var memory: Int?
    /// Of one process; nil: no limit.
    var cpuSeconds: Int?
    /// Of all together, in hundredths of a core, which only a cgroup can keep; nil: no limit.
    var cpuPercent: Int?
    /// How long it may take; nil: as long as it likes.
    var timeoutMilliseconds: Int64?

    /// What a task asks for, and what holds where it says nothing.
    init(_ request: TaskRequest, _ settings: TaskSettings = TaskSettings()) {
        let wanted = request.memoryLimit ?? (settings.memoryBytes > 0 ? settings.memoryBytes : nil)
        memory = wanted.map { max($0, 1 << 20) }
        cpuPercent = settings.cpuPercent > 0 ? settings.cpuPercent : nil
        cpuSeconds = request.cpuSeconds.map { max($0, 1) }
        timeoutMilliseconds = request.timeoutMilliseconds.map { max($0, 1) }
    }

    /// What the kernel enforces, process by process.
    ///
    /// RLIMIT_DATA and not RLIMIT_AS: node and others reserve far more addresses than they use, and only what may be
    /// written counts here (since Linux 4.7; setrlimit(2)). All processes together are looked at from time to time.
    /// Whoever ignores SIGXCPU is ended a while after it.
    var requests: [RunRequest.Limit] {
        var requests: [RunRequest.Limit] = []
        if let memory {
            let bytes = UInt64(memory)
            requests.append(.init(resource: UInt32(RLIMIT_DATA.rawValue), soft: bytes, hard: bytes))
        }
        if let cpuSeconds {
            let seconds = UInt64(cpuSeconds)
            requests.append(.init(resource: UInt32(RLIMIT_CPU.rawValue), soft: seconds, hard: seconds + 5))
        }
        return requests
    }

    /// The same where a cgroup keeps some of them.
    func without(_ kept: Set<ControlGroups.Controller>) -> TaskLimits {
        var rest = self
        if kept.contains(.memory) { rest.memory = nil }
        if kept.contains(.cpu) { rest.cpuPercent = nil }
        return rest
    }

    /// What tells programs of the limits before they meet them: node collects garbage rather than fail.
    func variables(over options: String?) -> [String: String] {
        guard let memory else { return [:] }
        let flag = "--max-old-space-size=\(max(memory >> 20, 16))"
        return ["NODE_OPTIONS": options.map { "\($0) \(flag)" } ?? flag]
    }
}
