import RoostPTY
import RoostTerminal

/// What a session begins with: nothing, or what recovery put together of it.
///
/// Invariant: `terminal` has been fed all output before `journal.endOffset`, or before `offset` without a journal.
struct RestoredSession: ~Copyable {
    var terminal: Terminal
    /// Nil for an ended session whose output is all in the store.
    var journal: Journal?
    /// Bytes of output so far.
    var offset: UInt64 = 0
    /// Bytes of output before the newest snapshot in the store; nil without one.
    var snapshotOffset: UInt64?
    /// The journal has output from here on that the store has not; nil when the store has it all.
    var unstoredOffset: UInt64?
    /// The numbers of its commands so far, and the one that runs.
    var commands = CommandLog()

    init(
        terminal: consuming Terminal, journal: consuming Journal?, offset: UInt64 = 0,
        snapshotOffset: UInt64? = nil, unstoredOffset: UInt64? = nil, commands: CommandLog = CommandLog()
    ) {
        self.terminal = terminal
        self.journal = journal
        self.offset = offset
        self.snapshotOffset = snapshotOffset
        self.unstoredOffset = unstoredOffset
        self.commands = commands
    }
}
