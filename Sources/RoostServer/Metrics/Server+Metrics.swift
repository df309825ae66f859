import Glibc
import Logging
import RoostConfig
import RoostIO
import RoostModel
import RoostStore
import RoostTasks
import RoostWire

// What was counted, and how things stand at this moment.
extension Server {
    /// All metrics of the server.
    ///
    /// What has to be looked up in the database and in /proc is, on the readers' loop: some milliseconds that nobody
    /// waits for. A database that cannot be read leaves ended tasks out.
    func metrics() async -> [MetricFamily] {
        let looked = await lookUp()
        var snapshot = tally
        snapshot.add(.outputBytes, [], Double(identity.traffic.outputByteCount))
        snapshot.add(.inputBytes, [], Double(identity.traffic.inputByteCount))
        snapshot.set(.buildInfo, ["server", Build.version], 1)
        snapshot.set(.clients, [], Double(clients.values.count { $0.view != nil }))
        snapshot.set(.storeLag, [], Double(store.pendingByteCount))
        snapshot.set(.storeSize, [], Double(looked.databaseBytes))
        for (process, bytes) in looked.memory { snapshot.set(.processMemory, [process], Double(bytes)) }
        addSessions(to: &snapshot)
        addTasks(looked.endedTasks, to: &snapshot)
        return snapshot.families
    }

    /// A provider's name, where it is one that the server knows: names of others are no labels.
    private var label: (_ provider: String) -> String {
        let known = Set(providers.map(\.name)).union(["shell", "program"])
        return { known.contains($0) ? $0 : Metric.otherValue }
    }

    private func addSessions(to snapshot: inout MetricTally) {
        let label = label
        for kind in Attention.Kind.allCases { snapshot.begin(.attention, [kind.rawValue]) }
        for info in infos.values {
            let provider = label(info.provider)
            for state in SessionState.allCases { snapshot.begin(.sessions, [state.rawValue, provider]) }
            snapshot.add(.sessions, [info.state.rawValue, provider])
            if let kind = info.attention?.kind { snapshot.add(.attention, [kind.rawValue]) }
        }
    }

    private func addTasks(_ ended: [EndedTasks], to snapshot: inout MetricTally) {
        let label = label
        func add(_ state: TaskState, _ provider: String, _ count: Int) {
            let provider = label(provider)
            for state in TaskState.allCases { snapshot.begin(.tasks, [state.rawValue, provider]) }
            snapshot.add(.tasks, [state.rawValue, provider], Double(count))
        }
        for (state, provider, count) in ended { add(state, provider, count) }
        for entry in board.unfinished { add(entry.info.state, entry.info.request.provider, 1) }
        let pulse = board.scheduler.pulse(at: clock.now)
        snapshot.set(.rateLimiterRemaining, [], Double(pulse.rateRemaining))
        var breakers: [String: Double] = [:]
        for (name, provider) in pulse.providers {
            let state: Double =
                switch provider.breaker {
                case .closed: 0
                case .halfOpen: 1
                case .open: 2
                case .blocked: 3
                }
            breakers[label(name)] = max(state, breakers[label(name)] ?? 0)
        }
        for (name, state) in breakers { snapshot.set(.breakerState, [name], state) }
    }

    // MARK: - What is looked up

    private typealias EndedTasks = (state: TaskState, provider: String, count: Int)

    private struct Looked: Sendable {
        var endedTasks: [EndedTasks] = []
        var databaseBytes: Int64 = 0
        var memory: [String: Int] = [:]
    }

    private func lookUp() async -> Looked {
        let leaders = Set(directory.living.compactMap { directory[$0]?.pid })
        let processes = [("server", getpid())] + (keeping.pid.map { [("keeper", $0)] } ?? [])
        let store = store
        return await withCheckedContinuation { continuation in
            parts.readers.execute {
                var looked = Looked()
                do throws(StoreError) {
                    looked.endedTasks = try store.endedTaskCounts()
                } catch {
                    Log.server.warning("\(error)")
                }
                looked.databaseBytes = store.byteCount()
                let used = MemoryUse.bytes(ofSessions: leaders)
                looked.memory["sessions"] = used.values.reduce(0, +)
                for (name, pid) in processes {
                    looked.memory[name] = ProcessMemory.privateBytes(of: pid)
                }
                continuation.resume(returning: looked)
            }
        }
    }
}
