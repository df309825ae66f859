import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostWire

// The way in stays open: folders, lock and sockets that were deleted are made again.
extension Server {
    /// Whoever deletes a folder deletes one name after the other: what is made again too early is in his way.
    private static let doorDelay = Duration.milliseconds(700)
    /// But no longer than this after the first.
    private static let doorPatience = Duration.seconds(2)
    /// The next try after one that failed; also between looks where folders cannot be watched.
    private static let doorRetry = Duration.seconds(4)

    /// Begins to look after the folders; without inotify by a slow clock.
    func guardDoor() {
        do {
            door.watch = try FolderWatch(loop: loop) { [weak self] changes in
                self?.assumeIsolated { $0.foldersChanged(changes) }
            }
        } catch {
            Log.write("\(error)")
        }
        door.hadDatabase = FileIdentity.at(paths.database) != nil
        watchFolders()
        // Something may be missing already: the server before this one may have died of it.
        scheduleDoorCheck(after: Self.doorDelay)
    }

    /// The folders that are there now; those from before are watched no more, since they are gone.
    private func watchFolders() {
        guard let watch = door.watch else { return }
        for folder in Set([paths.runtime, paths.state]) {
            do {
                _ = try watch.add(folder)
            } catch {
                Log.write("\(folder): \(error)")
            }
        }
    }

    private func foldersChanged(_ changes: [FolderChange]) {
        let files = [
            paths.socket, paths.database, paths.journal, paths.log, paths.runtime, lockFile, keeperSocket,
        ]
        let names = Set(files.compactMap { $0.split(separator: "/").last.map(String.init) })
        guard changes.contains(where: { $0.isAboutFolder || names.contains($0.name) }) else { return }
        let now = ContinuousClock.now
        let first = door.firstChange ?? now
        door.firstChange = first
        let rest = max(.zero, Self.doorPatience - first.duration(to: now))
        scheduleDoorCheck(after: min(Self.doorDelay, rest))
    }

    private func scheduleDoorCheck(after delay: Duration) {
        door.timer?.cancel()
        door.timer = loop.schedule(after: delay) { [weak self] in
            self?.assumeIsolated { $0.checkDoor() }
        }
    }

    private var lockFile: String { Self.lockFile(paths) }
    private var keeperSocket: String { paths.runtime + "/" + KeeperProtocol.socketName }

    private var doorCheck: DoorCheck {
        DoorCheck(
            lock: .init(FileIdentity.at(lockFile), ours: door.lock),
            socket: .init(FileIdentity.at(paths.socket), ours: door.socket),
            hasKeeperSocket: keeper == nil || FileIdentity.at(keeperSocket) != nil,
            isHomeLost: isHomeLost, isNeeded: isNeeded)
    }

    /// The database was deleted; with it all that a server would remember.
    private var isHomeLost: Bool {
        door.hadDatabase && FileIdentity.at(paths.database) == nil
    }

    private var isNeeded: Bool {
        !clients.isEmpty || infos.values.contains { !$0.state.isEnded }
    }

    /// Somebody left: a server whose home was deleted ends with the last session and the last client.
    func leaveIfLost() {
        guard door.isHomeLost, !isNeeded else { return }
        scheduleDoorCheck(after: .zero)
    }

    /// Makes again what is missing; what cannot be made is tried again, and said on every screen.
    func checkDoor() {
        door.timer = nil
        door.firstChange = nil
        guard isRecovered, !isStopping else { return }
        if FileIdentity.at(paths.database) != nil { door.hadDatabase = true }
        let check = doorCheck
        tellHome(isLost: check.isHomeLost)
        do {
            for step in check.steps {
                guard try take(step) else { return }
            }
            tellDoor(nil)
            if door.watch == nil { scheduleDoorCheck(after: Self.doorRetry) }
        } catch {
            tellDoor("\(error)")
            scheduleDoorCheck(after: Self.doorRetry)
        }
    }

    /// False: the server ends.
    private func take(_ step: DoorCheck.Step) throws -> Bool {
        switch step {
        case .end:
            Log.write("\(paths.state) was deleted, and nobody is here")
            Task(executorPreference: tasks) { await self.stop(.stopping) }
            return false
        case .makeFolders:
            for folder in Self.folders(paths) { try Files.makePrivateDirectory(folder) }
            // Before anything is made in them: what is deleted after this is seen.
            watchFolders()
        case .lock:
            stateLock = nil
            guard let lock = try Files.lock(lockFile) else {
                Log.write("another server has taken \(paths.state) over")
                Task(executorPreference: tasks) { await self.stop(.stopping) }
                return false
            }
            door.lock = FileIdentity.of(lock)
            stateLock = consume lock
            markKeeper()
        case .listen:
            closeDoor()
            try listen()
            Log.write("\(paths.socket) was lost and is there again")
        case .reopenKeeper: reopenKeeper()
        }
        return true
    }

    private func reopenKeeper() {
        guard let version = keeperVersion, version < KeeperProtocol.reopenVersion else {
            keeper?.reopen()
            // Another keeper may have the lock for a moment: one that a client in a hurry has started.
            return scheduleDoorCheck(after: Self.doorRetry)
        }
        // It has no way to make its socket again. A new one takes its place as if it had died, which no child
        // notices; but how the children end is known to nobody then.
        Log.write("\(keeperSocket) was lost: the keeper is replaced")
        keeper?.shutdown()
    }

    /// Writes down who has the children.
    func markKeeper() {
        guard let pid = keeperPID, let mark = KeeperMark(pid: pid), stateLock != nil else { return }
        if let lock = stateLock.take() {
            LockFile.write(mark.text, to: lock)
            stateLock = consume lock
        }
    }

    /// Takes no more connections; those that are there go on.
    func closeDoor() {
        listenerWatch?.cancel()
        listenerWatch = nil
        listener = nil
        if let own = door.socket, FileIdentity.at(paths.socket) == own { Host.removeFile(paths.socket) }
        door.socket = nil
    }

    private func tellDoor(_ problem: String?) {
        guard problem != door.problem else { return }
        door.problem = problem
        if let problem { Log.write(problem) }
        for workspace in workspaces { layoutChanged(workspace.name) }
    }

    private func tellHome(isLost: Bool) {
        guard isLost != door.isHomeLost else { return }
        door.isHomeLost = isLost
        if isLost { Log.write("\(paths.database) was deleted") }
        for workspace in workspaces { layoutChanged(workspace.name) }
    }

    /// What a person should know of files that were deleted; nil: all is in its place.
    var doorProblem: String? {
        if door.isHomeLost {
            return "\(paths.database) was deleted: sessions are kept as long as the server runs"
        }
        return door.problem
    }
}

/// What the server knows of its own way in.
struct Door {
    /// Nil where the kernel has no inotify left for this user.
    var watch: FolderWatch?
    var timer: RoostIO.Timer?
    /// When the changes began that were not looked at yet.
    var firstChange: ContinuousClock.Instant?
    /// The lock that this server holds.
    var lock: FileIdentity?
    /// The socket that clients connect to.
    var socket: FileIdentity?
    var hadDatabase = false
    /// Found at the last look.
    var isHomeLost = false
    /// Why something could not be made again.
    var problem: String?
}
