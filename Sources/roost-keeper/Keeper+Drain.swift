private import Glibc
import RoostKeeperProtocol

/// Reading masters into journals while no server does.
extension Keeper {
    /// Reads of one session in a turn; the others wait for theirs.
    private static let readsInTurn = 8

    /// Appends what the session prints to the segment that its server used last, if there is room.
    func startDraining(_ session: Session) {
        guard !session.isAtEnd, let journal = session.journal.take() else { return }
        do throws(JournalSegment.Damage) {
            let segment = try JournalSegment(opening: journal)
            // The server may have been killed between its read and its commit.
            segment.repair()
            if !segment.isFull, poller.add(session.master, as: .master) {
                session.segment = consume segment
            } else {
                session.journal = segment.takeDescriptor()
            }
        } catch {
            System.log("cannot use the journal of session \(session.id): \(error)")
        }
    }

    /// Leaves the master to the server.
    func stopDraining(_ session: Session) {
        guard let segment = session.segment.take() else { return }
        poller.remove(session.master)
        session.journal = segment.takeDescriptor()
    }

    /// The master is readable, or closed.
    func drain(_ id: UInt64) {
        guard let session = sessions[id] else { return }
        for _ in 0..<Self.readsInTurn {
            switch session.segment?.read(from: session.master, window: &session.window) {
            case .bytes: continue
            case .wouldBlock, nil: return
            // The child blocks when the terminal is full too; nothing is lost.
            case .full: return stopDraining(session)
            case .end:
                session.isAtEnd = true
                return stopDraining(session)
            case .failed(let errno):
                System.log("cannot read session \(id): \(System.message(of: errno))")
                session.isAtEnd = true
                return stopDraining(session)
            }
        }
    }
}
