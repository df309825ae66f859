import Logging
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal

/// Puts sessions together from what the store and the journals have.
///
/// Reads much and replays it: call it away from the server's loop.
struct Restorer: Sendable {
    let parts: ServerParts
    let configuration: SessionConfiguration
    let identity: ServerIdentity
    let delegate: any SessionDelegate
    /// What is in the journals' folder, if that was read once for many; no segment may have been made since.
    var files: JournalFiles?
    /// The machine was started again since a server ran here last: what was not synced may be missing.
    let isNewBoot: Bool

    private var store: Store { parts.store }

    /// Puts one session together: the newest good snapshot, the stored output after it, and the journal.
    ///
    /// - Throws: What keeps its journal from being read or replaced. A store that cannot be read costs the past only.
    func session(_ info: SessionInfo) throws -> RecoveredSession {
        var configuration = configuration
        if let limit = info.historyLimit { configuration.terminal.scrollbackLimit = limit }
        var replay = TerminalReplay(
            session: info.number, size: TerminalSize(rows: info.rows, columns: info.cols),
            options: configuration.terminal)
        replay.load(from: store)
        let session = info.number
        var journal = try Journal.recover(
            directory: configuration.output.journalDirectory, session: session.rawValue, files: files
        ) { Log.session(session).warning("journal \($0)") }
        let facts = facts(of: &journal)
        let plan = RecoveryPlan.make(
            replayed: replay.offset, stored: storedEnd(of: session), journal: facts, isNewBoot: isNewBoot,
            isEnded: info.state.isEnded)
        if let start = plan.sizesFrom, let resizes = journal?.resizes {
            replay.replaceResizes(from: start, with: resizes)
        }
        for range in plan.replay {
            let bytes = journal?.bytes(from: range.lowerBound, upTo: range.upperBound) ?? []
            replay.feed(bytes, at: range.lowerBound, newFrom: plan.newFrom)
        }
        replay.finish()
        for gap in plan.gaps { record(gap, of: session) }
        try settle(&journal, as: plan, of: info)
        let (events, replies) = (replay.events, replay.replies)
        let snapshotOffset = replay.hasSnapshot ? replay.snapshotOffset : nil
        let restored = RestoredSession(
            terminal: replay.takeTerminal(), journal: journal, offset: plan.end,
            snapshotOffset: snapshotOffset,
            unstoredOffset: plan.fate == .keep ? plan.tail.first?.lowerBound : nil,
            commands: commandLog(of: session))
        return RecoveredSession(
            session: Session(
                info: info, restored: restored,
                parts: parts.session(session, of: identity, delegate: delegate),
                configuration: configuration),
            events: events, replies: replies)
    }

    /// What there is to decide about; looks for a page that was never written only where there may be one.
    private func facts(of journal: inout Journal?) -> RecoveryPlan.Journal? {
        guard let ranges = journal?.ranges, let end = journal?.endOffset else { return nil }
        var facts = RecoveryPlan.Journal(ranges: ranges, end: end)
        if isNewBoot, let first = ranges.first {
            let bytes = journal?.bytes(from: first.lowerBound, upTo: first.upperBound) ?? []
            facts.firstBlank = Self.firstBlank(bytes).map { first.lowerBound + UInt64($0) }
        }
        return facts
    }

    /// Keeps, drops or begins a journal, as the plan says.
    private func settle(
        _ journal: inout Journal?, as plan: RecoveryPlan, of info: SessionInfo
    ) throws {
        let (session, directory) = (info.number.rawValue, configuration.output.journalDirectory)
        // A journal that goes on hands its tail over itself.
        for range in plan.fate == .keep ? [] : plan.tail {
            let bytes = journal?.bytes(from: range.lowerBound, upTo: range.upperBound) ?? []
            store.enqueue(
                .output(session: info.number, offset: range.lowerBound, at: info.lastActivity, bytes: bytes))
        }
        switch plan.fate {
        case .none, .keep: break
        case .begin(let offset): journal = try Journal(directory: directory, session: session, offset: offset)
        case .drop:
            journal = nil
            try store.flushBlocking(timeout: .seconds(5))
            try Journal.remove(directory: directory, session: session)
        case .replace(let offset):
            journal = nil
            flushForNewJournal(of: info.number)
            try Journal.remove(directory: directory, session: session)
            journal = try Journal(directory: directory, session: session, offset: offset)
        }
    }

    /// Nil when nobody can tell: then nothing that the journal has may count as new.
    private func storedEnd(of session: SessionID) -> UInt64? {
        do throws(StoreError) {
            return try store.outputEnd(session: session)
        } catch {
            Log.session(session).error("\(error)")
            return nil
        }
    }

    /// Goes on with the numbers of a session's commands.
    private func commandLog(of session: SessionID) -> CommandLog {
        var log = CommandLog()
        do throws(StoreError) {
            if let last = try store.lastCommand(session: session) { log.resume(after: last) }
        } catch {
            Log.session(session).error("\(error)")
            log.resumeAfterUnknown(at: parts.clock.now)
        }
        return log
    }

    /// A living child cannot wait for a store that is shut: its bytes stay in the writer's memory then.
    private func flushForNewJournal(of session: SessionID) {
        do throws(StoreError) {
            try store.flushBlocking(timeout: .seconds(5))
        } catch {
            Log.session(session).error("\(error)")
        }
    }

    private func record(_ gap: Range<UInt64>, of session: SessionID) {
        store.enqueue(
            .event(
                EventRecord(
                    session: session, at: parts.clock.now,
                    .outputLost(bytes: gap.upperBound - gap.lowerBound),
                    offset: gap.lowerBound)))
    }

    /// The place of the first page of zeros.
    private static func firstBlank(_ bytes: [UInt8]) -> Int? {
        let page = 4096
        return stride(from: 0, to: bytes.count, by: page).first { first in
            bytes[first..<min(first + page, bytes.count)].allSatisfy { $0 == 0 }
        }
    }
}
