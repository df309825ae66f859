import RoostIO
import RoostModel
import RoostPTY
import RoostTerminal
import RoostWire

// For the server's requests.
extension Session {
    /// The session as `roost list` shows it; looks up the program's directory if the shell did not tell.
    func snapshotOfInfo() -> SessionInfo {
        lookUpDirectory()
        return info
    }

    /// Asks the kernel for the directory, unless the shell is at its prompt and has told it.
    ///
    /// A shell tells nothing of what a command line does before its program starts, as in `cd src && vim`.
    ///
    /// - Returns: Whether it is another one than before.
    @discardableResult
    func lookUpDirectory() -> Bool {
        guard commands.isRunning != false, let child = pump.child else { return false }
        let foreground = commands.isRunning == nil ? PTY.foregroundProcessGroup(child.descriptor) : nil
        let path =
            foreground.flatMap(ProcessFacts.workingDirectory(of:))
            ?? ProcessFacts.workingDirectory(of: child.pid)
        return path.map(setDirectory) ?? false
    }

    /// The same without a hop, for a caller on the session's loop; nil for others.
    nonisolated var infoAtOnce: SessionInfo? {
        loop.isCurrent ? assumeIsolated { $0.snapshotOfInfo() } : nil
    }

    var size: TerminalSize { screen.terminal.size }

    func rename(to name: String) {
        info.name = name
        changed()
    }

    /// What other programs know it by; stored at once.
    func setIdentity(_ identity: SessionIdentity?) {
        info.identity = identity
        storeRecord()
        delegate.sessionChanged(info)
    }

    func setWorkspace(_ name: String?) {
        guard info.workspace != name else { return }
        info.workspace = name
        delegate.sessionChanged(info)
    }

    /// The screen in one of the forms of `roost capture`.
    func capture(format: CaptureFormat, withScrollback: Bool) throws(Failure) -> String {
        defer { settle() }
        catchUp()
        return try screen.capture(format: format, withScrollback: withScrollback)
    }

    /// Scrollback lines in their compact form; clipped to what is kept.
    func scrollback(from: Int, count: Int) -> ScrollbackPage {
        defer { settle() }
        catchUp()
        return screen.scrollback(from: from, count: count)
    }

    // MARK: - Waiting for text

    func addTextWaiter(_ identifier: UInt64, _ pattern: LinePattern, found: @escaping @Sendable () -> Void) {
        waiters.add(identifier, pattern, found: found)
        checkWaiters()
    }

    /// Looks for what is waited for, in slices: the loop serves others in between.
    func checkWaiters() {
        // The next slice is on its way and will see what is new.
        guard !waiters.isUnfinished else { return }
        lookForText()
    }

    private func lookForText() {
        guard waiters.look(at: screen.terminal) else { return }
        loop.execute { [weak self] in self?.assumeIsolated { $0.lookForText() } }
    }

    /// Nobody waits any more for a text, or for output.
    func removeWaiter(_ identifier: UInt64) {
        waiters.remove(identifier)
        followers.remove(identifier)
    }
}
