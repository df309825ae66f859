internal import RoostModel

extension TaskScheduler {
    /// What does not fit together, in a line, for tests; nil: everything does.
    package func checkInvariants() -> String? {
        let withProcess = tasks.values.filter(\.hasProcess)
        if running != withProcess.count { return "\(running) run, \(withProcess.count) have a process" }
        for (provider, gate) in gates {
            let own = withProcess.filter { $0.provider == provider }.count
            if gate.running != own { return "\(provider): \(gate.running) run, \(own) have a process" }
            let ready = tasks.values.filter { $0.provider == provider && isReady($0) }
            if gate.ready.count != ready.count {
                return "\(provider): \(gate.ready.count) are in the queue, \(ready.count) are ready"
            }
            if gate.ready.first != ready.map({ key(of: $0) }).min() { return "\(provider): another is next" }
        }
        let talking = withProcess.compactMap(\.conversation)
        if Set(talking).count < talking.count { return "two tasks of one conversation have a process" }
        for task in tasks.values {
            if task.state.isEnded { return "task \(task.id) has ended and is here" }
            if task.state != .paused, task.hasProcess == (task.state == .queued) {
                return "task \(task.id): \(task.state), process: \(task.hasProcess)"
            }
        }
        return effects.isEmpty ? nil : "effects are left"
    }
}
