package import RoostModel
package import RoostTerminal

/// What a person can choose: the content of `config.toml`, with roost's own choice for the rest.
package struct Configuration: Sendable, Equatable {
    /// Whose size a workspace has when several clients show it.
    package enum SizePolicy: String, CaseIterable, Sendable {
        /// The client that was used last.
        case latest
        case smallest
        case largest
    }

    /// How long ended sessions and old output are kept; what comes first ends them.
    package struct Retention: Hashable, Sendable {
        /// 0: for ever.
        package var days = 90
        /// Bytes of output of one session, compressed; 0: no limit.
        package var sessionBytes = 256 << 20
        /// Bytes of output of all sessions, compressed; 0: no limit.
        package var totalBytes = 4 << 30

        package init() {}

        /// Nothing is ever taken away.
        package static var unlimited: Retention {
            var retention = Retention()
            (retention.days, retention.sessionBytes, retention.totalBytes) = (0, 0, 0)
            return retention
        }
    }

    /// What is told outside of the screen, by the outer terminal's notification or its bell.
    package enum AlertScope: String, CaseIterable, Sendable {
        /// Each session that needs a person, or has finished a turn.
        case all
        /// Only what does not go on without a person.
        case urgent
        case nothing
    }

    /// What sessions may use; 0 is no limit.
    ///
    /// Nothing is ended unless somebody chose so.
    package struct Limits: Hashable, Sendable {
        /// What happens to a session that uses more memory than it may.
        package enum Excess: String, CaseIterable, Sendable {
            /// It is said, and asks for attention.
            case tell
            /// The same, and the session is ended.
            case end
        }

        /// What happens when the database takes less than sessions print, and the journals are full.
        package enum HistoryOverflow: String, CaseIterable, Sendable {
            /// Programs wait.
            case wait
            /// Output is left out of the history, which says how much.
            case gap
        }

        package var historyOverflow = HistoryOverflow.wait
        /// Memory of all processes of a session that no other process shares, in bytes.
        package var memoryBytes = 0
        /// The same for all sessions together.
        package var totalMemoryBytes = 0
        package var atMemoryLimit = Excess.tell
        /// What is read of a session's output in a second; a program that prints more has to wait.
        package var outputBytesPerSecond = 0
        /// Ended sessions that no pane shows are removed, with their history, after so long.
        package var endedHours = 0
        /// Sessions that wait for input, that nobody looks at and that have printed nothing for so long, are ended.
        package var idleHours = 0

        package init() {}
    }

    // [keys]
    /// The key before all others, as a `chord`.
    package var prefix: Key
    /// What keys do after the prefix other than the standard has it, nil for a key that does nothing; each is a
    /// `chord`.
    var changedBindings: [Key: Command?] = [:]
    /// What keys do at any time: none unless somebody wants it, since programs lose them.
    package var rootBindings: [Key: Command] = [:]
    /// What keys do in copy mode other than the set has it, nil for a key that does nothing; by the canonical names
    /// of their chords.
    var changedCopyBindings: [String: CopyCommand?] = [:]
    /// For how long the keys of commands that repeat work without the prefix; 0: none does.
    package var repeatMilliseconds = 500

    // [ui]
    /// One of ``Theme/names(paths:)``, or ``Theme/automatic``.
    package var theme = Theme.automatic
    /// Panes, borders and lists take the mouse, unless a program asks for it.
    package var mouse = true
    /// The time in the status row.
    package var clock = true
    /// The line that tells a newcomer the first keys, until it is dismissed.
    package var hint = true
    /// Draw with ASCII alone.
    package var asciiGlyphs = false
    /// Nothing on the screen moves by itself.
    package var reducedMotion = false
    /// The standard is vi's for whoever edits with vi.
    package var copyKeys = CopyCommandTable.KeySet.emacs
    /// Ask before a pane or window with a running program is closed.
    package var confirmClose = true

    // [terminal]
    /// Scrollback lines of a new session.
    package var historyLimit = 50_000
    /// How long ESC waits for the rest of a key.
    package var escapeMilliseconds = 25
    /// Programs may set the clipboard (OSC 52); reading it is never allowed.
    package var osc52 = true
    /// A shell's line that gets what is copied in a client on its standard input; empty: there is none.
    package var copyCommand = ""
    /// Answer DECRQCRA, which conformance tests need.
    package var allowChecksum = false
    /// Whose size counts when several clients show a workspace.
    package var sizePolicy = SizePolicy.latest

    // [notify]
    /// What a person is told of while they look elsewhere.
    package var alertScope = AlertScope.all

    // [shell]
    /// The shell of new panes; nil: `$SHELL`.
    package var shell: String?
    /// Start shells so that they mark prompts and commands; see ``ShellIntegration``.
    package var shellIntegration = true
    /// Names of variables, with blanks between them, that follow the last client.
    package var followedVariables = "SSH_AUTH_SOCK SSH_CONNECTION DISPLAY WAYLAND_DISPLAY"

    // [limits], [retention]
    /// Sessions that may live at once.
    package var maximumSessions = 1000
    package var limits = Limits()
    package var retention = Retention()

    // [tasks]
    package var tasks = TaskSettings()

    // [gateway]
    package var gateway = GatewayOptions()

    // [restore]
    /// What becomes of sessions whose child did not outlive the machine, where the provider says nothing.
    package var restore = RestorePolicy.ask

    // [log]
    /// Less severe messages are left out of the server's log.
    package var logLevel = LogLevel.info

    /// What holds where nothing else is said.
    package static let standard = Configuration()

    private init() {
        prefix = Key(code: .character("b"), modifiers: .control)
    }

    /// ``shell`` as `config.toml` writes it: empty for `$SHELL`.
    var shellCommand: String {
        get { shell ?? "" }
        set { shell = newValue.isEmpty ? nil : newValue }
    }
}
