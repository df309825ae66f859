/// What the keeper's `hello` says of one session.
package struct KeptSession: Hashable, Sendable {
    package let session: UInt64
    /// The child's process id; also its session and process group.
    package let pid: Int32
    /// When it started, in clock ticks since the boot; 0 when that is unknown.
    package let start: UInt64
    package let status: ChildStatus
    /// Another keeper was its parent: how it ends will not be known.
    package let isAdopted: Bool
    /// The keeper has a journal segment for it.
    package let hasJournal: Bool
    /// It is the standard error of a child whose standard output is another entry.
    package let isErrors: Bool

    /// All fields, as they go over the wire.
    package init(
        session: UInt64, pid: Int32, start: UInt64, status: ChildStatus, isAdopted: Bool, hasJournal: Bool,
        isErrors: Bool = false
    ) {
        self.session = session
        self.pid = pid
        self.start = start
        self.status = status
        self.isAdopted = isAdopted
        self.hasJournal = hasJournal
        self.isErrors = isErrors
    }

    func encode(into writer: inout ByteWriter) {
        let wire = status.wire
        writer.write(session)
        writer.write(start)
        writer.write(pid)
        writer.write(wire.code)
        writer.write(wire.state)
        writer.write(UInt8((isAdopted ? 1 : 0) | (hasJournal ? 2 : 0) | (isErrors ? 4 : 0)))
        writer.write(UInt16(0))
    }

    init?(from reader: inout ByteReader) {
        guard let session = reader.integer(UInt64.self), let start = reader.integer(UInt64.self),
            let pid = reader.integer(Int32.self), let code = reader.integer(Int32.self),
            let state = reader.integer(UInt8.self), let flags = reader.integer(UInt8.self)
        else { return nil }
        self.init(
            session: session, pid: pid, start: start, status: ChildStatus(code: code, state: state),
            isAdopted: flags & 1 != 0, hasJournal: flags & 2 != 0, isErrors: flags & 4 != 0)
    }
}
