/// A session's number: unique for the life of a database, never used again.
package struct SessionID: Hashable, Codable, Comparable, Sendable, RawRepresentable, CustomStringConvertible {
    package var rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    package var description: String { String(rawValue) }

    package static func < (one: SessionID, other: SessionID) -> Bool { one.rawValue < other.rawValue }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(UInt64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// What anybody may know about a session: an element of `roost list --json`.
package struct SessionInfo: Codable, Hashable, Sendable {
    package var name: String
    package var number: SessionID
    package var state: SessionState
    package var attention: Attention?
    /// What it is at in the words of its program or of a person; nil: nobody has said so.
    package var customState: CustomState?
    /// A shell, a program or an AI CLI; `provider` and `kind` in JSON.
    package var kind: SessionKind
    /// The words of the command line.
    package var command: [String]
    package var cols: Int
    package var rows: Int
    package var cwd: String
    package var pid: Int32?
    /// The exit status; 128 + n for a signal; nil while it runs or when nobody knows.
    package var exitCode: Int32?
    package var createdAt: Timestamp
    package var lastActivity: Timestamp
    /// When the present state began.
    package var stateSince: Timestamp
    package var title: String
    /// The workspace that shows it, if one does.
    package var workspace: String?
    /// Git branch of `cwd`; nil outside a repository.
    package var branch: String?
    /// OSC 9;4: 0...100, nil without one.
    package var progress: Int?
    /// How its child ended, or why it never started; nil while it lives, and where a damaged database lost it.
    package var end: EndReason?
    /// Scrollback lines that were asked for; nil: as many as the configuration says.
    package var historyLimit: Int?
    /// The first word of the command that a shell runs in the foreground; nil at its prompt, or unknown.
    package var running: String?
    /// The program in the terminal's foreground, as the kernel names it; nil once it has ended, or unknown.
    package var program: String?
    /// What the program writes on the terminal's status line (DECSSDT); nil when there is none.
    package var statusLine: String?
    /// A shell that waits for a command: ending it loses nothing.
    ///
    /// False when it runs one, or nobody knows.
    package var isAtPrompt = false
    /// What a person asked for, in no JSON; nil where that is not known.
    package var launch: SessionLaunch?
    /// The conversation of the AI CLI that it runs, or that its shell runs; nil where none is known.
    package var conversation: SessionConversation?
    /// What other programs know it by; nil in one from before there were any, see ``uuid``.
    ///
    /// Its metadata is a text in JSON, where there is any.
    package var identity: SessionIdentity?

    package init(
        name: String, number: SessionID, state: SessionState, attention: Attention? = nil, provider: String,
        command: [String], cols: Int, rows: Int, cwd: String, pid: Int32? = nil, exitCode: Int32? = nil,
        createdAt: Timestamp, lastActivity: Timestamp, stateSince: Timestamp, title: String = "",
        workspace: String? = nil, branch: String? = nil, progress: Int? = nil, end: EndReason? = nil,
        historyLimit: Int? = nil
    ) {
        self.name = name
        self.number = number
        self.state = state
        self.attention = attention
        kind = SessionKind(provider: provider)
        self.command = command
        self.cols = cols
        self.rows = rows
        self.cwd = cwd
        self.pid = pid
        self.exitCode = exitCode
        self.createdAt = createdAt
        self.lastActivity = lastActivity
        self.stateSince = stateSince
        self.title = title
        self.workspace = workspace
        self.branch = branch
        self.progress = progress
        self.end = end
        self.historyLimit = historyLimit
    }

    /// The provider's name, `shell` for a shell, `program` for anything else.
    package var provider: String { kind.provider }

    /// Why it stands in `error`, in a few words; nil otherwise.
    package var reason: String? { state == .error ? end?.reason : nil }

    private enum CodingKeys: String, CodingKey {
        case name, number, state, attention, provider, command, cols, rows, cwd, pid
        case exitCode = "exit_code"
        case createdAt = "created_at"
        case lastActivity = "last_activity"
        case stateSince = "state_since"
        case title, workspace, branch, progress, reason, end, running, program, kind
        case historyLimit = "history_limit"
        case statusLine = "status_line"
        case isAtPrompt = "at_prompt"
        case id
        case customState = "custom_state"
        case userID = "user_id"
        case metadata, conversation
    }

    /// Reads what another version wrote: keys that came later may be missing.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        number = try container.decode(SessionID.self, forKey: .number)
        state = try container.decode(SessionState.self, forKey: .state)
        attention = try container.decodeIfPresent(Attention.self, forKey: .attention)
        customState = try container.decodeIfPresent(CustomState.self, forKey: .customState)
        kind = SessionKind(provider: try container.decode(String.self, forKey: .provider))
        command = try container.decode([String].self, forKey: .command)
        cols = try container.decode(Int.self, forKey: .cols)
        rows = try container.decode(Int.self, forKey: .rows)
        cwd = try container.decode(String.self, forKey: .cwd)
        pid = try container.decodeIfPresent(Int32.self, forKey: .pid)
        exitCode = try container.decodeIfPresent(Int32.self, forKey: .exitCode)
        createdAt = try container.decode(Timestamp.self, forKey: .createdAt)
        lastActivity = try container.decode(Timestamp.self, forKey: .lastActivity)
        stateSince = try container.decode(Timestamp.self, forKey: .stateSince)
        title = try container.decode(String.self, forKey: .title)
        workspace = try container.decodeIfPresent(String.self, forKey: .workspace)
        branch = try container.decodeIfPresent(String.self, forKey: .branch)
        progress = try container.decodeIfPresent(Int.self, forKey: .progress)
        end = try container.decodeIfPresent(EndReason.self, forKey: .end)
        historyLimit = try container.decodeIfPresent(Int.self, forKey: .historyLimit)
        running = try container.decodeIfPresent(String.self, forKey: .running)
        program = try container.decodeIfPresent(String.self, forKey: .program)
        statusLine = try container.decodeIfPresent(String.self, forKey: .statusLine)
        isAtPrompt = try container.decodeIfPresent(Bool.self, forKey: .isAtPrompt) ?? false
        conversation = try container.decodeIfPresent(SessionConversation.self, forKey: .conversation)
        identity = try container.decodeIfPresent(String.self, forKey: .id).map {
            SessionIdentity(
                uuid: $0, userID: try container.decodeIfPresent(String.self, forKey: .userID),
                metadata: try container.decodeIfPresent(String.self, forKey: .metadata))
        }
        // Written for one that has none.
        let derived = SessionIdentity.derivedUUID(of: number, createdAt: createdAt)
        if identity == SessionIdentity(uuid: derived) { identity = nil }
    }

    /// Writes every key, `null` where nothing is known: scripts need not ask whether a key is there.
    ///
    /// With ``Swift/CodingUserInfoKey/leavesOutNull`` such keys are left out.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let writesNull = CodingUserInfoKey.leavesOutNull.flatMap { encoder.userInfo[$0] } == nil
        func encode(_ value: (some Encodable)?, forKey key: CodingKeys) throws {
            if let value {
                try container.encode(value, forKey: key)
            } else if writesNull {
                try container.encodeNil(forKey: key)
            }
        }
        try container.encode(name, forKey: .name)
        try container.encode(number, forKey: .number)
        try container.encode(state, forKey: .state)
        try encode(attention, forKey: .attention)
        try encode(customState, forKey: .customState)
        try container.encode(provider, forKey: .provider)
        try container.encode(kind.word, forKey: .kind)
        try container.encode(command, forKey: .command)
        try container.encode(cols, forKey: .cols)
        try container.encode(rows, forKey: .rows)
        try container.encode(cwd, forKey: .cwd)
        try encode(pid, forKey: .pid)
        try encode(exitCode, forKey: .exitCode)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(lastActivity, forKey: .lastActivity)
        try container.encode(stateSince, forKey: .stateSince)
        try container.encode(title, forKey: .title)
        try encode(workspace, forKey: .workspace)
        try encode(branch, forKey: .branch)
        try encode(progress, forKey: .progress)
        try encode(reason, forKey: .reason)
        try encode(end, forKey: .end)
        try encode(historyLimit, forKey: .historyLimit)
        try encode(running, forKey: .running)
        try encode(program, forKey: .program)
        try encode(statusLine, forKey: .statusLine)
        try container.encode(isAtPrompt, forKey: .isAtPrompt)
        try encode(writesNull ? uuid : identity?.uuid, forKey: .id)
        try encode(identity?.userID, forKey: .userID)
        try container.encodeIfPresent(identity?.metadata, forKey: .metadata)
        try container.encodeIfPresent(conversation, forKey: .conversation)
    }
}

extension CodingUserInfoKey {
    /// For readers who know that a key may be missing: a list of sessions takes a quarter less time.
    package static let leavesOutNull = CodingUserInfoKey(rawValue: "leavesOutNull")
}

/// What a new session is to run, and how.
package struct SessionRequest: Codable, Hashable, Sendable {
    package var name: String?
    package var provider: String?
    /// The command; empty: the provider's, or the user's shell.
    package var arguments: [String]
    /// Where it starts; nil: the asking client's directory.
    package var cwd: String?
    /// The whole environment of the child before roost's own variables.
    ///
    /// Never stored.
    package var environment: [String: String]
    /// Those of them that somebody gave for this session: it gets them again with each restart.
    package var variables: [String: String]?
    package var rows: Int?
    package var columns: Int?
    /// Scrollback lines to keep.
    package var historyLimit: Int?
    package var workspace: String?
    /// Runs without a pane.
    package var isDetached: Bool
    package var fullAccess: Bool
    /// Resume a conversation: the provider's identifier, or empty for the latest one.
    package var resume: String?
    /// `cwd` comes from another session and may be gone: the home directory stands in for it then.
    package var inheritsDirectory: Bool?
    /// Whose it is, for the gateway, and what is kept with it; nil: nobody's.
    package var identity: SessionIdentity?

    package init(
        name: String? = nil, provider: String? = nil, arguments: [String] = [], cwd: String? = nil,
        environment: [String: String], variables: [String: String]? = nil, rows: Int? = nil,
        columns: Int? = nil, historyLimit: Int? = nil,
        workspace: String? = nil, isDetached: Bool = false, fullAccess: Bool = false, resume: String? = nil,
        inheritsDirectory: Bool? = nil, identity: SessionIdentity? = nil
    ) {
        self.name = name
        self.provider = provider
        self.arguments = arguments
        self.cwd = cwd
        self.environment = environment
        self.variables = variables
        self.rows = rows
        self.columns = columns
        self.historyLimit = historyLimit
        self.workspace = workspace
        self.isDetached = isDetached
        self.fullAccess = fullAccess
        self.resume = resume
        self.inheritsDirectory = inheritsDirectory
        self.identity = identity
    }

    private enum CodingKeys: String, CodingKey {
        case name, provider, arguments, cwd, environment, variables, rows, columns, workspace, resume
        case historyLimit = "history_limit"
        case isDetached = "detached"
        case fullAccess = "full_access"
        case inheritsDirectory = "inherits_directory"
        case identity
    }
}
