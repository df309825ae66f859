import RoostIO
import RoostPTY
import RoostWire

/// The way into a program: typed input and replies in order, and signal keys that work although it does not read.
///
/// It owns no timer and no clock: its owner calls ``wake(at:)`` at ``deadline``, and ``drain()`` when the writer is
/// writable again.
struct ProgramInput: Sendable {
    /// The program's own queue is the kernel's: while that is full, all that comes waits in ``InputQueue``.
    static let marks = WaterMarks(low: 0, high: 0, limit: Frame.maximumLength + InputQueue.inputLimit)
    /// A line discipline that has room takes a key in less time than this (grace period).
    private static let patience = Duration.milliseconds(50)
    /// An Enter whose text a program does not even begin to read is left to its turn after this.
    private static let enterPatience = Duration.seconds(2)

    /// A signal key that was written, and may be stuck behind input that nobody reads.
    private struct DoubtfulKey {
        let bytes: [UInt8]
        let signal: PTY.SignalKey
        /// Bytes that were unread when it was written.
        let unread: Int
        let deadline: ContinuousClock.Instant
    }

    private var queue = InputQueue()
    private var target: (writer: StreamWriter, master: Int32)?
    private var doubtful: DoubtfulKey?
    /// Of the Enter at the queue's barrier; begins when all the text before it was written.
    private var delay: EnterDelay?

    /// A command was killed: some shells (fish, zsh) give those after it a terminal without signals or with other keys
    /// for them, as the killed one had it.
    var mayLackSignals = false

    /// There is a program.
    var isOpen: Bool { target != nil }
    /// How many bytes wait for the program to read, apart from those that the kernel has.
    var byteCount: Int { queue.byteCount + (target?.writer.pendingByteCount ?? 0) }
    /// When to call ``wake(at:)``; nil: not at all.
    var deadline: ContinuousClock.Instant? {
        let enter = delay?.deadline ?? queue.held.first.map { $0.since + Self.enterPatience }
        return (doubtful?.deadline).earlier(enter)
    }

    /// A program begins to read from a PTY's master side, which is lent until ``close()``.
    mutating func open(_ writer: StreamWriter, master: Int32) {
        target = (writer, master)
    }

    /// The program has ended: what it did not read goes with it.
    mutating func close() {
        target?.writer.close()
        self = ProgramInput()
    }

    /// Whether so many bytes of input are taken; see ``InputQueue/admits(_:)``.
    func admits(_ count: Int) -> Bool { queue.admits(count) }

    /// Notes that input was refused; true the first time since all that waited was written.
    mutating func refuse() -> Bool { queue.refuse() }

    /// Writes input that was admitted.
    mutating func type(_ bytes: [UInt8], at now: ContinuousClock.Instant) {
        guard isOpen else { return }
        queue.type(bytes)
        drain(at: now)
    }

    /// Writes a reply of the terminal, or drops old ones for it.
    ///
    /// - Returns: True for the first that is dropped, which is when to say it.
    mutating func reply(_ bytes: [UInt8], at now: ContinuousClock.Instant) -> Bool {
        guard !bytes.isEmpty, isOpen else { return false }
        defer { drain(at: now) }
        return queue.reply(bytes)
    }

    /// Hands over what the program's terminal has room for.
    mutating func drain(at now: ContinuousClock.Instant) {
        guard let writer = target?.writer else { return }
        while writer.isWritable, let bytes = queue.next() { writer.write(bytes) }
        guard delay == nil, let key = queue.barrier else { return }
        delay = EnterDelay(isBracketed: key.followsPaste, at: now)
    }

    // MARK: - Enter after text

    /// The Enters that are not written yet.
    var heldKeys: [InputQueue.HeldKey] { queue.held }

    /// Takes an Enter that was admitted: a key of its own, written when the program has taken the text before it.
    ///
    /// - Returns: Nil: there is no program.
    mutating func enter(
        _ bytes: [UInt8], followsPaste: Bool, at now: ContinuousClock.Instant
    ) -> InputQueue.HeldKey? {
        guard isOpen else { return nil }
        defer { drain(at: now) }
        return queue.hold(bytes, followsPaste: followsPaste, at: now)
    }

    /// The program has printed something.
    mutating func notePrinted(at now: ContinuousClock.Instant) {
        delay?.notePrinted(at: now)
    }

    /// The Enter whose text the program has taken; the owner calls ``release(at:)`` or ``drop(at:)``.
    mutating func dueEnter(at now: ContinuousClock.Instant) -> InputQueue.HeldKey? {
        guard let target, let key = queue.held.first else { return nil }
        guard key == queue.barrier, var delay else {
            return now >= key.since + Self.enterPatience ? key : nil
        }
        guard delay.deadline <= now else { return nil }
        let unread = target.writer.pendingByteCount + (PTY.unreadByteCount(target.master) ?? 0)
        let isOver = delay.isOver(unread: unread, at: now)
        self.delay = delay
        return isOver ? key : nil
    }

    /// All that was typed before an Enter is written.
    func isWritten(before key: InputQueue.HeldKey) -> Bool { queue.barrier == key }

    /// Writes the Enter that is due, and what was typed after it.
    mutating func release(at now: ContinuousClock.Instant) {
        queue.release()
        delay = nil
        drain(at: now)
    }

    /// Leaves out the Enter that is due.
    mutating func drop(at now: ContinuousClock.Instant) {
        queue.drop()
        delay = nil
        drain(at: now)
    }

    // MARK: - Signal keys

    /// What the terminal makes of the bytes of a key, if that is a signal (`C-c`, `C-\`, `C-z`).
    func signal(of bytes: [UInt8]) -> PTY.SignalKey? {
        // Only controls can be one, so that what is typed costs no look at the terminal.
        guard let target, bytes.count == 1, bytes[0] < 0x20 || bytes[0] == 0x7F else { return nil }
        return PTY.signalKey(bytes[0], master: target.master)
    }

    /// Has a key be a signal again, if a killed program has taken that away.
    func returnSignal(of bytes: [UInt8]) throws(PTYError) {
        guard mayLackSignals, let target, bytes.count == 1, bytes[0] < 0x20 else { return }
        try PTY.returnSignal(of: bytes[0], target.master)
    }

    /// Writes a signal key: past all that waits if the terminal is full, or turns out to be.
    ///
    /// Where nothing waits here, the terminal may still be full on its own: if as much as before is unread after the
    /// grace period, the key is stuck there.
    mutating func interrupt(
        _ signal: PTY.SignalKey, with bytes: [UInt8], at now: ContinuousClock.Instant
    ) throws(PTYError) {
        guard let target else { return }
        guard byteCount == 0 else { return try makeWay(for: signal, with: bytes, at: now) }
        // With NOFLSH what is unread stays in any case, and tells nothing.
        let unread = signal.keepsInput ? 0 : PTY.unreadByteCount(target.master) ?? 0
        type(bytes, at: now)
        guard unread > 0, doubtful == nil else { return }
        doubtful = DoubtfulKey(bytes: bytes, signal: signal, unread: unread, deadline: now + Self.patience)
    }

    /// Looks whether a signal key has worked, if it is time.
    mutating func wake(at now: ContinuousClock.Instant) throws(PTYError) {
        guard let key = doubtful, key.deadline <= now else { return }
        doubtful = nil
        guard let target, let unread = PTY.unreadByteCount(target.master), unread >= key.unread else {
            return
        }
        try makeWay(for: key.signal, with: key.bytes, at: now)
    }

    private mutating func makeWay(
        for signal: PTY.SignalKey, with bytes: [UInt8], at now: ContinuousClock.Instant
    ) throws(PTYError) {
        guard let target else { return }
        if !signal.keepsInput {
            queue.discard()
            delay = nil
            target.writer.discard()
        }
        if try PTY.makeWay(for: signal, master: target.master) { type(bytes, at: now) }
    }
}
