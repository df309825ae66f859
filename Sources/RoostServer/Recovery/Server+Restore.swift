import Logging
import FoundationEssentials
import RoostConfig
import RoostIO
import RoostModel
import RoostWire

// What becomes of sessions whose child did not outlive server and keeper.
extension Server {
    /// What the configuration chose for a session; only what can be done with it.
    func restorePolicy(of info: SessionInfo) -> RestorePolicy {
        let provider = provider(named: info.provider)
        let policy = provider?.restore ?? configuration.restore
        if policy == .resume, provider?.canResume != true { return .ask }
        return policy
    }

    /// Starts again what the configuration wants to have started, one after the other.
    ///
    /// Clients are let in before this; what cannot be started stays as it is, for a person to decide.
    func restoreByPolicy(_ ids: [SessionID]) async {
        // The environment of the sessions is never stored: this is the one of whoever started the server.
        let environment = ProcessInfo.processInfo.environment
        for id in ids {
            guard let info = directory[id], info.state.isEnded, !life.isStopping else { continue }
            let how: RestartKind
            switch restorePolicy(of: info) {
            case .ask: continue
            case .restart: how = .again
            case .resume: how = .resume
            case .shell: how = .shell
            }
            do throws(Failure) {
                _ = try await restart(id, how: how, environment: environment)
            } catch {
                Log.session(id).error("\(error)")
            }
        }
    }
}

extension Provider {
    /// It has conversations, and a way to take up the latest.
    var canResume: Bool { !resume.isEmpty || !resumeLatest.isEmpty }
}
