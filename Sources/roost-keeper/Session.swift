import RoostKeeperProtocol

/// A child and its master, as long as the server has not stored how it ended.
final class Session {
    let id: UInt64
    let pid: Int32
    /// In clock ticks since the boot.
    let start: UInt64
    /// Another keeper was its parent, so its status will be unknown.
    let isAdopted: Bool
    let master: Int32
    /// The number under which the standard error of a child on pipes is kept; nil for a terminal, and for that itself.
    var errors: UInt64?
    /// It is that standard error: the child belongs to another session.
    var isErrors = false
    /// Readable when the child ended; nil where the kernel has none, or when it was seen.
    var pidDescriptor: Int32?
    var status = ChildStatus.running
    /// The segment that the server appends to, or did when it was killed; nil while the keeper has it mapped.
    var journal: Int32?
    /// The same one, mapped, while the keeper is the reader.
    var segment: JournalSegment?
    var window = JournalSegment.Window()
    /// The server reads the master.
    var isTaken = true
    /// Nothing comes from the master any more.
    var isAtEnd = false

    init(id: UInt64, pid: Int32, start: UInt64, isAdopted: Bool, master: Int32) {
        self.id = id
        self.pid = pid
        self.start = start
        self.isAdopted = isAdopted
        self.master = master
    }

    /// The server has named a segment.
    var hasJournal: Bool { journal != nil || segment != nil }

    /// What `hello` says of it.
    var summary: KeptSession {
        KeptSession(
            session: id, pid: pid, start: start, status: status, isAdopted: isAdopted,
            hasJournal: hasJournal, isErrors: isErrors)
    }
}
