import Logging
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostWire

// Which sessions are in memory.
extension Server {
    /// How long an ended session stays that nobody looks at any more: a capture is often followed by another.
    static let lingering = Duration.seconds(5)
    /// The next try for one that cannot be let go because the store is shut.
    private static let lingeringRetry = Duration.seconds(60)

    /// The sessions in memory.
    var sessions: [SessionID: Session] { residents.sessions }

    /// A session in memory; an ended one is brought back from the store to be looked at.
    ///
    /// That may take as long as its output took: nobody else waits for it. After the call anything may have changed.
    func session(_ id: SessionID, for action: String) async throws(Failure) -> Session {
        if let session = residents[id] { return session }
        let result = await withCheckedContinuation { (continuation: Residents.Waiter) in
            // Once more, in the same breath as the entry: on the way here somebody else may have loaded it.
            if let session = residents[id] { return continuation.resume(returning: .success(session)) }
            if residents.wait(for: id, continuation) { load(id, for: action) }
        }
        return try result.get()
    }

    private static func removed(_ action: String) -> Failure {
        Failure(action, cause: "the session was removed", advice: "see roost list --all")
    }

    private func load(_ id: SessionID, for action: String) {
        guard let info = directory[id] else { return loaded(id, .failure(Self.removed(action))) }
        let restorer = restorer()
        parts.readers.execute { [weak self] in
            let result: Result<RecoveredSession, Failure>
            do {
                result = .success(try restorer.session(info))
            } catch {
                result = .failure(
                    Failure("\(action) \(info.name)", cause: "\(error)", advice: "see roost doctor"))
            }
            self?.post { $0.loaded(id, result) }
        }
    }

    private func loaded(_ id: SessionID, _ result: Result<RecoveredSession, Failure>) {
        let answer: Result<Session, Failure>
        switch result {
        case .success(let recovered) where directory[id] == nil:
            recovered.session.run { $0.discard() }
            answer = .failure(Self.removed("find the session"))
        case .success(let recovered):
            admit(recovered)
            answer = .success(recovered.session)
        case .failure(let failure): answer = .failure(failure)
        }
        for waiter in residents.loaded(id) { waiter.resume(returning: answer) }
        sweepLater()
    }

    /// A session that was put together lives here from now on.
    func admit(_ recovered: RecoveredSession) {
        residents.insert(recovered.session)
        let known = directory[recovered.session.id]
        recovered.session.run { session in
            // It may have been renamed or shown while it was read.
            if let known, known.name != session.info.name { session.rename(to: known.name) }
            if let known { session.setWorkspace(known.workspace) }
            if let known, known.identity != session.info.identity { session.setIdentity(known.identity) }
            session.recovered(telling: recovered.events)
        }
    }

    /// How sessions are put together now.
    func restorer(files: JournalFiles? = nil, isNewBoot: Bool = false) -> Restorer {
        Restorer(
            parts: parts, configuration: sessionConfiguration, identity: identity,
            delegate: ServerDelegate(server: self), files: files, isNewBoot: isNewBoot)
    }

    // MARK: - Leaving memory

    /// Somebody stopped looking, or something ended: what nobody needs leaves memory a moment later.
    func sweepLater(after delay: Duration = lingering) {
        guard residents.sweep == nil, !life.isStopping, sessions.keys.contains(where: isUnneeded) else {
            return
        }
        residents.sweep = schedule(after: delay) { server in
            server.residents.sweep = nil
            server.begin { await $0.sweep() }
        }
    }

    /// True for an ended session that no client shows and nobody waits for; false while its output is only in memory.
    private func isUnneeded(_ id: SessionID) -> Bool {
        guard parts.keepsOutput, directory[id]?.state.isEnded == true, !directory.isRestarting(id),
            !waits.contains(session: id)
        else { return false }
        return !clients.values.contains { $0.shown.contains(id) }
    }

    private func sweep() async {
        let unneeded = sessions.filter { isUnneeded($0.key) }
        guard !unneeded.isEmpty else { return }
        for session in unneeded.values { await session.handToStore() }
        do throws(StoreError) {
            try await store.flush()
        } catch {
            Log.server.error("\(error)")
            return sweepLater(after: Self.lingeringRetry)
        }
        // Somebody may have come meanwhile.
        for (id, session) in unneeded where isUnneeded(id) && residents[id] === session {
            residents.remove(id)
            session.run { $0.leaveMemory() }
        }
    }
}
