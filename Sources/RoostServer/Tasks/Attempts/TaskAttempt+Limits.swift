import Glibc
import RoostIO
import RoostModel
import RoostTasks

// Time, memory and processor time.
extension TaskAttempt {
    private static let memoryPause = Duration.milliseconds(500)

    /// The kernel counts the memory of all its processes together, and ends them by itself.
    var isMemoryGrouped: Bool { group?.controllers.contains(.memory) == true }

    /// Looks after the limits from now on; the time of one that is held does not pass.
    func watchLimits(isHeld: Bool) {
        if !isHeld { runTime() }
        if limits.memory != nil, !isMemoryGrouped { lookAtMemoryLater() }
    }

    /// Its time passes from now on.
    func runTime() {
        deadline?.cancel()
        guard let left = timeLeft?.run(at: surroundings.clock.instant) else { return }
        deadline = surroundings.clock.schedule(on: loop, after: left) { [weak self] in
            self?.assumeIsolated { attempt in
                attempt.end(because: .timeout(attempt.limits.timeoutMilliseconds ?? 0))
            }
        }
    }

    /// Its time stands still from now on.
    func holdTime() {
        deadline?.cancel()
        timeLeft?.hold(at: surroundings.clock.instant)
    }

    private func lookAtMemoryLater() {
        memoryLook = surroundings.clock.schedule(on: loop, after: Self.memoryPause) { [weak self] in
            self?.assumeIsolated { $0.lookAtMemory() }
        }
    }

    /// All processes together; the kernel looks at each for itself.
    private func lookAtMemory() {
        guard let pid, let limit = limits.memory, !isOver, stop == nil else { return }
        surroundings.background.execute { [weak self] in
            let used = MemoryUse.bytes(ofSessions: [pid])[pid] ?? 0
            self?.run { attempt in
                if used > limit { attempt.end(because: .memory(limit)) } else { attempt.lookAtMemoryLater() }
            }
        }
    }

    /// The limit for which the kernel ended the process, if it was one.
    func limitThatStruck(_ end: EndReason) -> RunStop? {
        if let memory = limits.memory, group?.hasRunOutOfMemory == true { return .memory(memory) }
        return switch end {
        case .signalled(SIGXCPU), .exited(128 + SIGXCPU): limits.cpuSeconds.map { .processorTime($0) }
        default: nil
        }
    }

    /// What is said of a limit that held the processes back and did not end them; nil: none did.
    var heldBack: TaskMessage? {
        guard let percent = limits.cpuPercent, let microseconds = group?.throttledMicroseconds,
            microseconds > 0
        else { return nil }
        let tenths = (microseconds + 99_999) / 100_000
        return TaskMessage(
            .status("held back for \(tenths / 10).\(tenths % 10) s: it may use \(percent) % of a core"))
    }
}
