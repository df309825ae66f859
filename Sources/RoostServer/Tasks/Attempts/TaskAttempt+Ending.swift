import Glibc
import Logging
import RoostIO
import RoostModel
import RoostPTY
import RoostTasks

// Ending a process with all that it started, and holding it.
extension TaskAttempt {
    /// How long processes may take to end by themselves.
    private static let killDelay = Duration.seconds(5)

    /// Ends the process and all that it started: SIGTERM to its group, SIGKILL to whatever is left after 5 s.
    ///
    /// What left the group on purpose (setsid(2)) is found by the mark in its environment. The first reason counts.
    func end(because reason: RunStop) {
        guard !isOver, stop == nil else { return }
        stop = reason
        // One that is being started is ended as soon as it lives.
        if pid != nil { terminate() }
    }

    /// Sends the signals, the last one after a while.
    func terminate() {
        deadline?.cancel()
        memoryLook?.cancel()
        // A stopped process takes no other signal before it goes on.
        signalGroup([SIGTERM, SIGCONT])
        let (processes, background, group, id) = (processes, surroundings.background, group, id)
        // To look through all processes takes milliseconds, which nobody has to wait for.
        background.execute { processes.terminateStrays() }
        _ = surroundings.clock.schedule(on: loop, after: Self.killDelay) { [weak self] in
            self?.assumeIsolated { if !$0.isOver { $0.signalGroup([SIGKILL]) } }
            background.execute {
                do throws(IOError) {
                    try group?.kill()
                } catch {
                    // Kernels before 5.14 have no such file: what is marked is killed in any case.
                    id.log.debug("\(error)")
                }
                processes.killAll()
            }
        }
    }

    var processes: TaskProcesses { TaskProcesses(id, pid: pid, socket: surroundings.socket) }

    /// Stops the process, or lets it go on (SIGSTOP, SIGCONT).
    func hold(_ isHeld: Bool) {
        guard !isOver, stop == nil else { return }
        signalGroup([isHeld ? SIGSTOP : SIGCONT])
        if isHeld { holdTime() } else { runTime() }
    }

    private func signalGroup(_ numbers: [Int32]) {
        for number in numbers { keeper?.signal(id.stream(.output).rawValue, number, toGroup: true) }
    }
}
