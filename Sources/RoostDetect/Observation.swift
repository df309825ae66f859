package import RoostModel
package import RoostTerminal

/// What the server knows of a session at one moment.
package struct Observation: Sendable {
    /// The name of the rules that apply, see ``RuleBook``.
    package var provider: String
    /// The visible screen's rows as text, from the top, blanks at their ends cut.
    package var rows: [String]
    /// 0-based.
    package var cursorRow: Int
    /// 0-based, in cells.
    package var cursorColumn: Int
    /// OSC 0 and 2.
    package var title: String
    /// The state of OSC 9;4 while the program shows one: 1 a share, 2 an error, 3 busy, 4 paused.
    package var progressState: Int?
    /// What the program says itself that it does (OSC 7501); nil when it does not say.
    package var status: ProgramStatus?
    package var isAlternateScreen: Bool
    /// The pty has ICANON set and ECHO clear: somebody reads a secret line.
    package var isEchoOff: Bool
    /// The terminal itself edits lines (ICANON): whoever reads gets whole lines, and sees no single key.
    package var isCooked = false
    /// What the program in the foreground does with the terminal; nil when nobody knows.
    package var reading: Reading?
    /// A shell that somebody types commands into is in the foreground, and no program that it has started.
    package var isOwnForeground = false
    /// What stood in the cursor's row when something was typed into it first; nil: nothing was.
    package var rowBeforeInput: String?
    /// Where the links on the screen lead to (OSC 8), from the top.
    package var links: [String] = []
    /// OSC 133: true between C and D, false at the shell's prompt, nil when no shell tells.
    package var isCommandRunning: Bool?
    /// Since the last output.
    package var quietMilliseconds: Int64
    /// Since the program set its title or its progress last; no less than nothing was printed for.
    package var signalMilliseconds: Int64
    /// The texts of OSC 9, 99 and 777 since the last observation, oldest first.
    package var notifications: [String]
    package var now: Timestamp

    /// What a program does with its terminal at one moment, by the kernel's word.
    package enum Reading: Hashable, Sendable {
        /// It is blocked in a read: it waits for what somebody types.
        case reads
        /// It waits for several things, a key perhaps among them.
        case mayRead
        /// It works, or waits for something else.
        case never
        /// It shows what others wrote, page after page or line after line, and asks nothing itself.
        case shows
    }

    package init(
        provider: String, rows: [String], cursorRow: Int, cursorColumn: Int, title: String,
        progressState: Int?,
        isAlternateScreen: Bool, isEchoOff: Bool, isCommandRunning: Bool?, quietMilliseconds: Int64,
        signalMilliseconds: Int64? = nil, notifications: [String], now: Timestamp
    ) {
        self.provider = provider
        self.rows = rows
        self.cursorRow = cursorRow
        self.cursorColumn = cursorColumn
        self.title = title
        self.progressState = progressState
        self.isAlternateScreen = isAlternateScreen
        self.isEchoOff = isEchoOff
        self.isCommandRunning = isCommandRunning
        self.quietMilliseconds = quietMilliseconds
        self.signalMilliseconds = max(signalMilliseconds ?? quietMilliseconds, quietMilliseconds)
        self.notifications = notifications
        self.now = now
    }
}
