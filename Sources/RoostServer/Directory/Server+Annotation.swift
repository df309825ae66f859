import RoostDetect
import RoostModel
import RoostStore
import RoostWire

// What other programs keep with a session.
extension Server {
    /// Keeps other metadata with a session.
    ///
    /// - Throws: ``Failure`` for more than is kept.
    func annotate(_ id: SessionID, with metadata: String?) throws(Failure) {
        guard metadata?.utf8.count ?? 0 <= SessionIdentity.metadataLimit else {
            throw Failure(
                "annotate \(directory[id]?.name ?? "\(id)")",
                cause: "its metadata takes more than \(SessionIdentity.metadataLimit) bytes",
                advice: "keep less with it")
        }
        guard directory.annotate(id, with: metadata), let info = directory[id] else { return }
        guard let session = sessions[id] else {
            store.enqueue(.session(info.stored(by: Redactor())))
            return noteChange(of: id)
        }
        session.run { [identity = info.identity] in $0.setIdentity(identity) }
    }
}
