package import RoostModel

extension Store {
    /// Something to store.
    package enum Record: Sendable {
        /// A session, new or changed.
        case session(SessionInfo)
        /// A session goes, with all its history.
        case removeSession(SessionID)
        /// Something that happened to a session.
        case event(EventRecord)
        /// A command or prompt that starts or ends.
        case command(CommandRecord)
        /// What a session's child printed. Bytes below what is stored already are left out, so that a replay
        /// doubles nothing; offsets of a session never go back.
        case output(session: SessionID, offset: UInt64, at: Timestamp, bytes: [UInt8])
        /// A terminal's whole state after `offset` bytes of output; `parts` of it are stored once for all.
        case snapshot(
            session: SessionID, offset: UInt64, at: Timestamp, bytes: [UInt8], parts: [SnapshotPart] = [])
        /// A whole workspace: its windows and panes are replaced.
        case workspace(Workspace, position: Int, isLast: Bool)
        /// A workspace goes, with its windows and panes.
        case removeWorkspace(name: String)
        /// A print-mode task, new or changed.
        case task(TaskRecord)
        /// What a print-mode task said.
        case taskLog(TaskLogRecord)
        /// A print-mode task goes, with all that it said.
        case removeTask(TaskID)
        /// A value under a name; nil takes it away.
        case meta(key: String, value: String?)

        /// Whether it is committed with the record before it.
        var belongsToPrevious: Bool {
            switch self {
            case .command, .workspace: true
            default: false
            }
        }

        /// Bytes of content that wait in memory while this waits.
        var byteCount: Int {
            switch self {
            case .session, .removeSession, .workspace, .removeWorkspace, .removeTask, .meta: 256
            case .task(let record): 512 + record.task.request.prompt.utf8.count
            case .taskLog(let log): log.byteCount
            case .event(let event): 64 + event.textByteCount
            case .command(let command): 64 + command.text.utf8.count
            case .output(_, _, _, let bytes), .snapshot(_, _, _, let bytes, _): bytes.count
            }
        }
    }
}
