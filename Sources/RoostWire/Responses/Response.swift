package import RoostModel

/// What the server answers.
package enum Response: Hashable, Sendable {
    case done
    case failed(Failure)
    case sessions([SessionInfo])
    case session(SessionInfo)
    /// A screen, in the format that was asked for.
    case capture(String)
    /// `wait` came true; the session as it is now.
    case waited(SessionInfo)
    /// `waitAny` came true: the session as it is now, and which of the conditions it was.
    case met(SessionInfo, WaitCondition)
    case timedOut
    /// The prompt was typed; ask for what comes of it.
    case turn(Turn)
    case turnOver(TurnEnd)
    case history([HistoryEntry])
    case hits([SearchHit])
    case historyPage(HistoryPage)
    case recording(Recording)
    case recordedOutput(RecordedOutput)
    case scrollback(ScrollbackPage)
    /// Where a place in the output stands; `history` when it does not any more, with the lines around it as they were.
    case place(LinePlace)
    case attached(Attached)
    /// The topics that this server will tell of; the state as it is follows.
    case subscribed(Topics)
    case workspaces([WorkspaceSummary])
    case workspace(WorkspaceEvent)
    /// The newest first.
    case buffers([BufferInfo])
    case buffer(BufferInfo, bytes: [UInt8])
    case clients([ClientInfo])
    case status(ServerStatus)
    case findings([Finding])
    case configuration(ConfigurationReport)
    case providers([ProviderInfo])
    case metrics([MetricFamily])
    /// Oldest first.
    case tasks([TaskInfo])
    case task(TaskInfo)
    case taskDetails(TaskDetails)
    case taskLog([TaskLogEntry])
    /// What a stream has from an offset on that is not above the one that was asked for; none: nothing yet.
    case taskOutput(from: UInt64, bytes: [UInt8])
    case conversations([Conversation])
    /// JSON: what `roost tasks stats --json` prints.
    case taskStatistics([UInt8])
}

extension Response: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case done, failed, sessions, session, capture, waited, met
        case timedOut = "timed_out"
        case turn
        case turnOver = "turn_over"
        case history, hits
        case historyPage = "history_page"
        case recording
        case recordedOutput = "recorded_output"
        case scrollback, place, attached, subscribed, workspaces, workspace, buffers, buffer, clients, status,
            findings,
            configuration, providers, metrics, tasks, task
        case taskDetails = "task_details"
        case taskLog = "task_log"
        case taskOutput = "task_output"
        case conversations
        case taskStatistics = "task_stats"
    }

    package var message: Message {
        switch self {
        case .done: Message(Kind.done)
        case .failed(let failure): Message(Kind.failed).with("failure", failure)
        case .sessions(let sessions): Message(Kind.sessions).with("sessions", sessions)
        case .session(let session): Message(Kind.session).with("session", session)
        case .capture(let text): Message(Kind.capture).with("text", text)
        case .waited(let session): Message(Kind.waited).with("session", session)
        case .met(let session, let condition):
            Message(Kind.met).with("session", session).with("condition", condition.message)
        case .timedOut: Message(Kind.timedOut)
        case .turn(let turn): Message(Kind.turn).with("turn", turn)
        case .turnOver(let end): Message(Kind.turnOver).with("end", end)
        case .history(let entries): Message(Kind.history).with("entries", entries)
        case .hits(let hits): Message(Kind.hits).with("hits", hits)
        case .historyPage(let page):
            Message(Kind.historyPage).with("entries", page.entries).with("next", page.next)
        case .recording(let recording): Message(Kind.recording).with("recording", recording)
        case .recordedOutput(let output):
            Message(Kind.recordedOutput).with("runs", output.extents).with(bytes: output.bytes)
        case .scrollback(let page):
            Message(Kind.scrollback).with("first", page.first).with("count", page.count)
                .with(bytes: page.lines)
        case .place(let place):
            Message(Kind.place).with("line", place.line).with("columns", place.columns)
        case .attached(let attached): Message(Kind.attached).with("as", attached)
        case .subscribed(let topics): Message(Kind.subscribed).with("topics", topics)
        case .workspaces(let workspaces): Message(Kind.workspaces).with("workspaces", workspaces)
        case .workspace(let workspace): Message(Kind.workspace).with("shown", workspace)
        case .buffers(let buffers): Message(Kind.buffers).with("buffers", buffers)
        case .buffer(let buffer, let bytes):
            Message(Kind.buffer).with("buffer", buffer).with(bytes: bytes)
        case .clients(let clients): Message(Kind.clients).with("clients", clients)
        case .status(let status): Message(Kind.status).with("status", status)
        case .findings(let findings): Message(Kind.findings).with("findings", findings)
        case .configuration(let report): Message(Kind.configuration).with("report", report)
        case .providers(let providers): Message(Kind.providers).with("providers", providers)
        case .metrics(let families): Message(Kind.metrics).with("families", families)
        case .tasks(let tasks): Message(Kind.tasks).with("tasks", tasks)
        case .task(let task): Message(Kind.task).with("task", task)
        case .taskDetails(let details): Message(Kind.taskDetails).with("details", details)
        case .taskLog(let entries): Message(Kind.taskLog).with("entries", entries)
        case .taskOutput(let from, let bytes):
            Message(Kind.taskOutput).with("from", from).with(bytes: bytes)
        case .conversations(let conversations):
            Message(Kind.conversations).with("conversations", conversations)
        case .taskStatistics(let statistics):
            Message(Kind.taskStatistics).with(bytes: statistics)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .done: self = .done
        case .failed: self = .failed(try fields["failure"])
        case .sessions: self = .sessions(try fields["sessions"])
        case .session: self = .session(try fields["session"])
        case .capture: self = .capture(try fields["text"])
        case .waited: self = .waited(try fields["session"])
        case .met: self = .met(try fields["session"], try fields.message("condition"))
        case .timedOut: self = .timedOut
        case .turn: self = .turn(try fields["turn"])
        case .turnOver: self = .turnOver(try fields["end"])
        case .history: self = .history(try fields["entries"])
        case .hits: self = .hits(try fields["hits"])
        case .historyPage:
            self = .historyPage(
                HistoryPage(entries: try fields["entries"], next: try fields[optional: "next"]))
        case .recording: self = .recording(try fields["recording"])
        case .recordedOutput:
            self = .recordedOutput(try RecordedOutput(extents: try fields["runs"], bytes: fields.bytes))
        case .scrollback:
            self = .scrollback(
                ScrollbackPage(
                    first: try fields["first"], count: try fields["count"], lines: fields.bytes))
        case .place:
            self = .place(LinePlace(line: try fields["line"], columns: try fields["columns"]))
        case .attached: self = .attached(try fields["as"])
        case .subscribed: self = .subscribed(try fields["topics"])
        case .workspaces: self = .workspaces(try fields["workspaces"])
        case .workspace: self = .workspace(try fields["shown"])
        case .buffers: self = .buffers(try fields["buffers"])
        case .buffer: self = .buffer(try fields["buffer"], bytes: fields.bytes)
        case .clients: self = .clients(try fields["clients"])
        case .status: self = .status(try fields["status"])
        case .findings: self = .findings(try fields["findings"])
        case .configuration: self = .configuration(try fields["report"])
        case .providers: self = .providers(try fields["providers"])
        case .metrics: self = .metrics(try fields["families"])
        case .tasks: self = .tasks(try fields["tasks"])
        case .task: self = .task(try fields["task"])
        case .taskDetails: self = .taskDetails(try fields["details"])
        case .taskLog: self = .taskLog(try fields["entries"])
        case .taskOutput: self = .taskOutput(from: try fields["from"], bytes: fields.bytes)
        case .conversations: self = .conversations(try fields["conversations"])
        case .taskStatistics: self = .taskStatistics(fields.bytes)
        }
    }
}
